import type { Configuration } from "@allotment/model";
import type { Draft } from "@allotment/store";

/** A draft with what a save has to name. */
export interface DraftView {
  readonly document: Configuration;
  readonly etag: string;
  readonly updatedAt: string;
  readonly updatedByName: string | null;
}

/** A draft as its editors see it. */
export function draftView({ document, etag, updatedAt, updatedByName }: Draft): DraftView {
  return { document, etag, updatedAt, updatedByName };
}
