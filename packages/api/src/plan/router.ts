import { router } from "../trpc.ts";
import { create } from "./create.ts";
import { file } from "./file.ts";
import { get } from "./get.ts";
import { list } from "./list.ts";

export const plan = router({ create, get, list, file });
