import type { UpgradeRules } from "@allotment/model";

/** How PeerTube is upgraded. Source: its release notes and production guide. */
export const upgrades: UpgradeRules = {
  ladder: "any",
  downgrade: "restore",
  floors: [
    { from: "6.0.0", postgresql: 10, redis: "6.2" },
    { from: "8.3.0", postgresql: 14, redis: "6.2" },
  ],
  notes: [
    "Versions may be skipped, but the important notes of every skipped version hold.",
    "8.1 and 8.3 bring a script each (peertube-8.1.js, peertube-8.3.js) that runs while PeerTube runs, after its database has been changed.",
    "Before 8.2: Node 22.12. Before 8.3: PostgreSQL 14.",
    "Before 9.0: every kind of file needs its section of object storage.",
    "8.1.6 and 8.1.8 closed holes that were being used.",
  ],
};
