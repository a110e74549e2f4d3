import type { MastodonOptions } from "@allotment/model";
import type schema from "../../../../../schemas/applications/mastodon/options.schema.json";
import type { Filled } from "../../define.ts";

/** Mastodon's options as the mapping gets them. */
export type Options = Filled<MastodonOptions, typeof schema>;
