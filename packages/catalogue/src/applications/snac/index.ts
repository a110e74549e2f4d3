import { defineApplication } from "../../define.ts";
import { detailsOf } from "./details.ts";
import { manifest } from "./manifest.ts";
import type { Options } from "./options.ts";
import { requirementsOf } from "./requirements.ts";
import { settings } from "./settings.ts";
import { upgrades } from "./upgrades.ts";

/** snac: a small server for talking, one program and one folder. */
export const snac = defineApplication<Options>({
  id: "snac",
  version: 1,
  manifest,
  hosts: ["nixos", "minimal"],
  settings,
  migrations: [],
  upgrades,
  requirementsOf,
  detailsOf,
});
