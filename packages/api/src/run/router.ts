import { router } from "../trpc.ts";
import { cancel } from "./cancel.ts";
import { create } from "./create.ts";
import { eventsAfter } from "./events-after.ts";
import { events } from "./events.ts";
import { get } from "./get.ts";
import { list } from "./list.ts";
import { wake } from "./wake.ts";

export const run = router({ create, cancel, get, list, events, eventsAfter, wake });
