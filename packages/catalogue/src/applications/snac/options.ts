import type { SnacOptions } from "@allotment/model";
import type schema from "../../../../../schemas/applications/snac/options.schema.json";
import type { Filled } from "../../define.ts";

/** snac's options with every default filled in. */
export type Options = Filled<SnacOptions, typeof schema>;
