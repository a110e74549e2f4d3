import type { ErrandKind } from "./errand.ts";

/** How long an errand may take, in seconds. */
export interface ErrandTimes {
  /** Not begun by then, it fails: whoever asked has gone on. */
  readonly wait: number;
  /** Longest work; the handler is stopped then. */
  readonly work: number;
  /** Its answer is kept this long. */
  readonly keep: number;
}

const day = 24 * 3600;

/** Times by kind. Answers of tests are kept for the checklist of the first day. */
export const errandTimes: Readonly<Record<ErrandKind, ErrandTimes>> = {
  "machine-scan": { wait: 120, work: 30, keep: day },
  "machine-test": { wait: 120, work: 60, keep: 365 * day },
  "mail-test": { wait: 120, work: 90, keep: 365 * day },
  "relay-test": { wait: 120, work: 90, keep: 365 * day },
  "storage-test": { wait: 120, work: 90, keep: 365 * day },
  "dns-test": { wait: 120, work: 30, keep: 365 * day },
  "names-check": { wait: 120, work: 90, keep: day },
  // Long enough for a page that lost its connection to ask again.
  reveal: { wait: 120, work: 90, keep: 600 },
};
