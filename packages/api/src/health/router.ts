import { router } from "../trpc.ts";
import { get } from "./get.ts";
import { lookNow } from "./look-now.ts";
import { overview } from "./overview.ts";
import { series } from "./series.ts";

export const health = router({ get, series, lookNow, overview });
