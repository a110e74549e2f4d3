import type { Description, StateItem } from "@allotment/model";
import { say } from "../view/sentences.ts";
import type { IncludedState } from "./get.ts";

/** What users made, and whether each backup holds it: restic copies what is on machines, not what is in buckets. */
export function includedState(description: Description | null): IncludedState[] {
  return Object.entries(description?.instances ?? {}).flatMap(([instance, { state }]) =>
    state.map((item) => ({
      instance,
      kind: item.kind,
      role: item.role,
      text: textOf(item),
      copied: item.kind !== "s3-bucket",
    })),
  );
}

function textOf(item: StateItem): string {
  return item.kind === "directory" ? say("state.directory", { path: item.path }) : say(`state.${item.kind}`);
}
