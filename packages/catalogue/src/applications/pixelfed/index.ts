import { defineApplication } from "../../define.ts";
import { detailsOf } from "./details.ts";
import { manifest } from "./manifest.ts";
import { noticesOf } from "./notices.ts";
import type { Options } from "./options.ts";
import { requirementsOf } from "./requirements.ts";
import { upgrades } from "./upgrades.ts";

/** Pixelfed: photo sharing. */
export const pixelfed = defineApplication<Options>({
  id: "pixelfed",
  version: 1,
  manifest,
  migrations: [],
  upgrades,
  requirementsOf,
  detailsOf,
  noticesOf,
});
