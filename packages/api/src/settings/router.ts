import { router } from "../trpc.ts";
import { applyNow } from "./apply-now.ts";
import { keepTheirs } from "./keep-theirs.ts";
import { lookNow } from "./look-now.ts";
import { putBack } from "./put-back.ts";
import { readBack } from "./read-back.ts";

export const settings = router({ applyNow, readBack, lookNow, keepTheirs, putBack });
