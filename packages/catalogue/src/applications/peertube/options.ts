import type { PeertubeOptions } from "@allotment/model";
import type schema from "../../../../../schemas/applications/peertube/options.schema.json";
import type { Filled } from "../../define.ts";

/** PeerTube's options with every default filled in. */
export type Options = Filled<PeertubeOptions, typeof schema>;

/** A quality in which videos are offered. */
export type Resolution = Options["resolutions"][number];
