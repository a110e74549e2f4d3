import { router } from "../trpc.ts";
import { create } from "./create.ts";
import { get } from "./get.ts";
import { list } from "./list.ts";
import { set } from "./set.ts";

export const operator = router({ list, get, create, set });
