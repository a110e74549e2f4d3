import type { UpgradeRules } from "@allotment/model";

/** How Pixelfed is upgraded. Source: its release notes and documentation. */
export const upgrades: UpgradeRules = {
  ladder: "any",
  downgrade: "restore",
  floors: [{ from: "0.11.0", postgresql: 10 }],
  notes: [
    "Changes of the database run one after the other at the first start of the new version.",
    "From 0.15.0 on it needs PHP 8.4; the NixOS module takes PHP 8.3 until its package is newer.",
    "Rolling migrations back is no supported way to an older version: restore the backup from before the upgrade.",
  ],
};
