import type {
  ErrandCheck,
  ErrandKind,
  ErrandRecord,
  ErrandState,
  MachineAddress,
  MachineFacts,
  MachineLogin,
  ScannedKey,
} from "@allotment/store";
import { say } from "../view/sentences.ts";

/** One thing that was looked at, in words. */
export interface ErrandCheckView {
  readonly code: string;
  readonly outcome: ErrandCheck["outcome"];
  readonly text: string;
}

/** An errand as people see it. */
export interface ErrandView {
  readonly id: string;
  readonly kind: ErrandKind;
  /** Environment that it concerns; null where that is still being made. */
  readonly environmentId: string | null;
  /** What it looks at, e.g. `machine/amber` or `smtp/relay`. */
  readonly subject: string;
  readonly state: ErrandState;
  readonly createdAt: string;
  /** Null until it is done or failed. */
  readonly finishedAt: string | null;
  /** Whether nothing stands in the way; null while nobody knows. */
  readonly ok: boolean | null;
  readonly checks: readonly ErrandCheckView[];
  /** Of errands about machines: what was asked; user and host key only where the worker logs in. */
  readonly machine: (MachineAddress & Partial<MachineLogin>) | null;
  /** Of `machine-scan`: to be compared by a person before it is pinned. */
  readonly key: ScannedKey | null;
  /** Of `machine-test`: for the fields of the offer. */
  readonly facts: MachineFacts | null;
  /** Why there is no answer. */
  readonly problem: { readonly code: string; readonly summary: string; readonly next: string } | null;
}

/** What people see of an errand. */
export function errandView(record: ErrandRecord): ErrandView {
  const { id, kind, environmentId, subject, state, createdAt, finishedAt, result, problem } = record;
  return {
    id,
    kind,
    environmentId,
    subject,
    state,
    createdAt,
    finishedAt,
    ok: result !== null && "ok" in result ? result.ok : null,
    checks: result !== null && "checks" in result ? result.checks.map(checkView) : [],
    machine: record.kind === "machine-scan" || record.kind === "machine-test" ? record.input : null,
    key: result !== null && "key" in result ? result.key : null,
    facts: result !== null && "facts" in result ? result.facts : null,
    problem: problem && {
      code: problem.code,
      summary: say(`errands.problems.${problem.code}.summary`),
      next: say(`errands.problems.${problem.code}.next`),
    },
  };
}

function checkView({ code, outcome, params }: ErrandCheck): ErrandCheckView {
  return { code, outcome, text: say(`errands.checks.${code}.${outcome}`, params) };
}
