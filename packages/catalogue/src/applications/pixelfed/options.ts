import type { PixelfedOptions } from "@allotment/model";
import type schema from "../../../../../schemas/applications/pixelfed/options.schema.json";
import type { Filled } from "../../define.ts";

/** Pixelfed's options with every default filled in. */
export type Options = Filled<PixelfedOptions, typeof schema>;
