import { router } from "../trpc.ts";
import { check } from "./check.ts";
import { list } from "./list.ts";
import { look } from "./look.ts";
import { note } from "./note.ts";

export const domain = router({ check, list, look, note });
