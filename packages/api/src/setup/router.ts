import { router } from "../trpc.ts";
import { check } from "./check.ts";
import { run } from "./run.ts";

export const setup = router({ check, run });
