import { sentence } from "./messages.ts";

/** What somebody who helps needs to know. No secret and no personal data; what only providers may read is left out before. */
export interface ReportFacts {
  readonly about: "run" | "incident";
  readonly id: string;
  /** Slug of the deployment. */
  readonly deployment: string;
  readonly practice: boolean;
  /** State of the run or incident. */
  readonly state: string;
  /** Step of a run at which it failed; null for others. */
  readonly step: string | null;
  readonly since: string;
  readonly until: string | null;
  /** Code with its sentences; null when nothing is wrong. */
  readonly trouble: { readonly code: string; readonly sentences: readonly string[] } | null;
  /** How far Nix looked at a run; null for incidents. */
  readonly evaluation: string | null;
  /** What is deployed. */
  readonly versions: readonly { readonly instance: string; readonly application: string; readonly version: string }[];
  /** What is true on each machine. */
  readonly machines: readonly {
    readonly machine: string;
    readonly outcome: string;
    readonly generation: number | null;
  }[];
  /** What was looked at last. */
  readonly looks: readonly {
    readonly look: string;
    readonly outcome: string;
    readonly since: string;
    readonly at: string;
  }[];
  /** The last runs, newest first. */
  readonly runs: readonly { readonly id: string; readonly kind: string; readonly state: string; readonly at: string }[];
}

/** A report to copy or to send along: the same piece for runs and incidents. */
export function supportReport(facts: ReportFacts): string {
  const { id, deployment, state, step, since, until, trouble, evaluation } = facts;
  const say = (key: string, params = {}) => sentence(`supportReport.${key}`, params);
  const lines = [
    say(`title.${facts.about}`, { id, deployment }),
    ...(facts.practice ? [say("practice")] : []),
    say("state", { state }),
    ...(step === null ? [] : [say("step", { step })]),
    `${since} – ${until ?? ""}`.trim(),
    ...(evaluation === null ? [] : [say("evaluation", { evaluation })]),
    ...(trouble === null ? [] : [say("trouble", { code: trouble.code }), ...trouble.sentences]),
  ];
  const versions = facts.versions.map(({ instance, application, version }) => `${instance}: ${application} ${version}`);
  const machines = facts.machines.map(({ machine, outcome, generation }) =>
    `${machine}: ${[outcome, generation].filter((part) => part !== null && part !== "").join(" ")}`.trim(),
  );
  const looks = facts.looks.map(({ look, outcome, since: from, at }) =>
    say("look", { look, outcome, since: from, at }),
  );
  const runs = facts.runs.map((run) => `${run.at} ${run.kind} ${run.state} ${run.id}`);
  const parts = [
    [say("versions"), versions],
    [say("machines"), machines],
    [say("looks"), looks],
    [say("runs"), runs],
  ] as const;
  const more = parts.flatMap(([title, part]) => (part.length === 0 ? [] : ["", title, ...part]));
  return [...lines, ...more].join("\n");
}
