import { defineApplication } from "../../define.ts";
import { detailsOf } from "./details.ts";
import { manifest } from "./manifest.ts";
import type { Options } from "./options.ts";
import { requirementsOf } from "./requirements.ts";
import { settings } from "./settings.ts";
import { upgrades } from "./upgrades.ts";

/** Mastodon. */
export const mastodon = defineApplication<Options>({
  id: "mastodon",
  version: 1,
  manifest,
  settings,
  migrations: [],
  upgrades,
  requirementsOf,
  detailsOf,
});
