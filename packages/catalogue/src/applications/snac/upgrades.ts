import type { UpgradeRules } from "@allotment/model";

/** How snac is upgraded. Source: snac(8), and upgrade.c of 2.75. */
export const upgrades: UpgradeRules = {
  ladder: "any",
  downgrade: "restore",
  floors: [],
  notes: [
    "Where a new version keeps its files otherwise, they are changed before it starts (snac upgrade), with nothing else running.",
    "A version refuses files that a newer one has changed: restore the backup from before the upgrade.",
  ],
};
