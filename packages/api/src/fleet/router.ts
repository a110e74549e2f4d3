import { router } from "../trpc.ts";
import { list } from "./list.ts";
import { reports } from "./reports.ts";

export const fleet = router({ list, reports });
