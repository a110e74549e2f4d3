import { router } from "../trpc.ts";
import { check } from "./check.ts";
import { get } from "./get.ts";
import { set } from "./set.ts";

export const draft = router({ get, set, check });
