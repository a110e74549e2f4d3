import { router } from "../trpc.ts";
import { create } from "./create.ts";
import { remove } from "./delete.ts";
import { deliveries } from "./deliveries.ts";
import { list } from "./list.ts";
import { sendAgain } from "./send-again.ts";
import { test } from "./test.ts";
import { verify } from "./verify.ts";

export const contact = router({ list, create, test, verify, deliveries, sendAgain, delete: remove });
