import { router } from "../trpc.ts";
import { check } from "./check.ts";
import { list } from "./list.ts";

export const domain = router({ check, list });
