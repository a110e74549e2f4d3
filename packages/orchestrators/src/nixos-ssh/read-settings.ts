import type { Slug } from "@allotment/model";
import { asRoot, type SshTarget } from "../ssh/target.ts";
import type { RunOnHost } from "../ssh/run.ts";
import { scrubbed } from "../tool-output.ts";
import { runningHostProgram } from "./host.ts";

/** Longest that an instance may take to say what it holds, in seconds. */
const readSeconds = 60;

/** What an instance said about its settings: one answer for each of its commands on the machine, null where it cannot say. */
export type SettingsAnswer =
  | { readonly answers: readonly unknown[] }
  /** `busy`: something is being changed there; `unsupported`: its system cannot say. */
  | { readonly trouble: "unreachable" | "busy" | "unsupported" | "failed"; readonly detail: string };

/**
 * Asks a machine what settings an instance holds. What comes back is of any content, but JSON of a bearable size.
 *
 * @throws the signal's reason when aborted
 */
export async function readSettings(
  run: RunOnHost,
  target: SshTarget,
  instance: Slug,
  signal: AbortSignal,
): Promise<SettingsAnswer> {
  const verb = ["read-settings", "--instance", instance, "--seconds", String(readSeconds)];
  const timeoutSeconds = readSeconds + 20;
  const outcome = await run(target, asRoot(target, [runningHostProgram, ...verb]), { timeoutSeconds, signal });
  if (outcome.kind !== "done") return { trouble: "unreachable", detail: outcome.kind };
  if (outcome.exitCode === 0) return parsed(outcome.stdout);
  const trouble = outcome.exitCode === 21 ? "busy" : unsupported.has(outcome.exitCode) ? "unsupported" : "failed";
  return { trouble, detail: scrubbed(outcome.stderr) };
}

/** Wrong arguments are those that an older system does not know. */
const unsupported: ReadonlySet<number> = new Set([2, 25, 127]);

function parsed(text: string): SettingsAnswer {
  try {
    const answers: unknown = JSON.parse(text);
    if (Array.isArray(answers)) return { answers };
  } catch {
    // Said below.
  }
  return { trouble: "failed", detail: "the answer is no list of JSON" };
}
