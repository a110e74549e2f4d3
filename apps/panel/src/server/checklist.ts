import "server-only";
import type { FirstDayView } from "@allotment/api";
import { cache } from "react";
import { getCaller } from "./caller.ts";

/** The checklist of the first day, for providers; read once for all components of a page. */
export const loadChecklist = cache(async (): Promise<FirstDayView> => (await getCaller()).firstDay.get());
