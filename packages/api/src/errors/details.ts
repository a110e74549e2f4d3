import type { Configuration } from "@allotment/model";

/** The draft that somebody else saved meanwhile. */
export interface OtherDraft {
  readonly etag: string;
  readonly document: Configuration;
  /** Null when it was not a person. */
  readonly updatedByName: string | null;
  readonly updatedAt: string;
}

/** What a page can offer beside the sentences of a problem. */
export type ProblemDetails =
  | { readonly kind: "draft"; readonly current: OtherDraft }
  | { readonly kind: "environment"; readonly currentRevisionId: string }
  /** Sentences that say what changed since the plan was made. */
  | { readonly kind: "stale"; readonly reasons: readonly string[] }
  | { readonly kind: "run"; readonly runId: string }
  /** Machines by name: the caller's own, or for providers. */
  | { readonly kind: "names"; readonly names: readonly string[] };
