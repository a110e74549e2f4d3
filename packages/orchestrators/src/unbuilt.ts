import { nothingSwitched, type StepResult } from "@allotment/engine";
import type { Orchestrator } from "./orchestrator.ts";

const no = async (): Promise<StepResult> => ({
  kind: "failed",
  failure: { code: "unexpected", params: {}, whoseTurn: "provider", unharmed: nothingSwitched, retryable: false },
});

/** Phases that are being built. */
export const unbuilt: Pick<Orchestrator, "applySettings" | "backUp" | "erase"> = {
  applySettings: no,
  backUp: no,
  erase: no,
};
