import { defineApplication } from "../../define.ts";
import { detailsOf } from "./details.ts";
import { manifest } from "./manifest.ts";
import { noticesOf } from "./notices.ts";
import type { Options } from "./options.ts";
import { requirementsOf } from "./requirements.ts";
import { upgrades } from "./upgrades.ts";

/** PeerTube: videos and live streams. */
export const peertube = defineApplication<Options>({
  id: "peertube",
  version: 1,
  manifest,
  migrations: [],
  upgrades,
  requirementsOf,
  detailsOf,
  noticesOf,
});
