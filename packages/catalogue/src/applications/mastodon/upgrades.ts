import type { UpgradeRules } from "@allotment/model";

/** How Mastodon is upgraded (Mastodon documentation, upgrading; floors by its release notes). */
export const upgrades: UpgradeRules = {
  ladder: "every-minor",
  downgrade: "restore",
  floors: [
    { from: "4.3", postgresql: 12, redis: "4.0" },
    { from: "4.4", postgresql: 13, redis: "6.2" },
    { from: "4.5", postgresql: 14, redis: "6.2" },
    { from: "4.6", postgresql: 14, redis: "7.0" },
  ],
  notes: [
    "At least one release of every minor series has to be installed; patch releases may be skipped.",
    "Database migrations run before the new version starts; there is no way back but a restore.",
    "PostgreSQL 14.0 to 14.3 corrupt indexes and must not be used.",
  ],
};
