import { router } from "../trpc.ts";
import { acknowledge } from "./acknowledge.ts";
import { get } from "./get.ts";
import { list } from "./list.ts";

export const incident = router({ list, get, acknowledge });
