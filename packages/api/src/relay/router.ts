import { router } from "../trpc.ts";
import { get } from "./get.ts";
import { set } from "./set.ts";
import { test } from "./test.ts";

export const relay = router({ get, set, test });
