import { router } from "../trpc.ts";
import { list } from "./list.ts";
import { overview } from "./overview.ts";
import { rotate } from "./rotate.ts";
import { set } from "./set.ts";

export const secret = router({ list, overview, rotate, set });
