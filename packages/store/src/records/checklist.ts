import type { Slug } from "@allotment/model";
import type { Instant, Who } from "./common.ts";

/** Something of a new community's checklist that somebody said is done. */
export interface ChecklistTick {
  readonly deploymentId: string;
  readonly instance: Slug;
  /** The sentence that was ticked: a catalogue with other words asks again. */
  readonly item: string;
  readonly tickedBy: Who;
  /** Name of `tickedBy` for people; null when the account is gone. */
  readonly tickedByName: string | null;
  readonly tickedAt: Instant;
}
