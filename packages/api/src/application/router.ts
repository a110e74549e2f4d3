import { router } from "../trpc.ts";
import { get } from "./get.ts";
import { list } from "./list.ts";
import { recommend } from "./recommend.ts";

export const application = router({ list, get, recommend });
