import { openStore, system, type CheckKind, type CheckResult, type Store, type WorkerActor } from "@allotment/store";
import { installation } from "./installation.ts";

/** Who looked, in the history that is written. */
const actor: WorkerActor = { kind: "worker", workerId: "seed" };

const minuteMilliseconds = 60_000;
const hourMilliseconds = 60 * minuteMilliseconds;
const dayMilliseconds = 24 * hourMilliseconds;
const yearMilliseconds = 365 * dayMilliseconds;

/** How long before now, and how far apart, looks are written: as the store keeps them. */
const spans = [
  { from: yearMilliseconds, to: 8 * dayMilliseconds, step: 6 * hourMilliseconds },
  { from: 8 * dayMilliseconds, to: 0, step: 20 * minuteMilliseconds },
] as const;

/** The night before the last, in which nobody looked. */
const night = { from: 40 * hourMilliseconds, to: 31 * hourMilliseconds };

const diskSizeMiB = 81_920;

/** What a history is about. */
export interface History {
  readonly deploymentId: string;
  readonly instance: string;
  readonly machine: string;
  /** The same seed writes the same figures. */
  readonly seed: number;
}

/**
 * Writes a year of figures and the last look into the store of the installation: the last eight days closely, with a night in
 * which nobody looked; the background jobs stand still, and the machine runs another system than the one that was installed.
 * Prints the seed. For tests and pictures only: the product has no way in for this.
 */
export async function seedHistory(history: History): Promise<void> {
  console.log(`History of ${history.instance} with seed ${history.seed}`);
  const store = openStore({ folder: installation().dataFolder });
  try {
    await writeFigures(store, history, Date.now());
    await writeLooks(store, history);
  } finally {
    store.close();
  }
}

async function writeFigures(store: Store, { deploymentId, instance, machine, seed }: History, now: number) {
  const random = randomFrom(seed);
  for (const { from, to, step } of spans) {
    for (let ago = from; ago > to; ago -= step) {
      if (ago <= night.from && ago > night.to) continue;
      const at = new Date(now - ago).toISOString();
      const metrics = figuresAt(1 - ago / yearMilliseconds, now - ago, random);
      await store.observations.record(actor, { deploymentId, at, subject: instance, metrics: metrics.application });
      await store.observations.record(actor, { deploymentId, at, subject: machine, metrics: metrics.machine });
    }
  }
}

// A community that grows, is awake by day, and slower when it is.
function figuresAt(share: number, at: number, random: () => number) {
  const day = Math.sin(((at % dayMilliseconds) / dayMilliseconds) * Math.PI);
  const users = Math.round(200 + 1100 * share);
  return {
    application: {
      users,
      activeMonth: Math.round(users * (0.3 + 0.05 * Math.sin(share * 20)) + random() * 6),
      posts: Math.round(4000 + 52_000 * share * share),
      responseMilliseconds: Math.round(120 + 140 * day + random() * 60 + (random() > 0.99 ? 900 : 0)),
    },
    machine: { diskUsedMiB: Math.round(9000 + 62_000 * share + random() * 200), diskSizeMiB },
  };
}

/** A look that is written, of one kind. */
type Look = {
  readonly [Kind in CheckKind]: { readonly kind: Kind } & Pick<CheckResult<Kind>, "findings" | "facts">;
}[CheckKind];

async function writeLooks(store: Store, { deploymentId, instance, machine }: History): Promise<void> {
  const planId = (await store.deployments.get(system, { deploymentId }))?.deployedPlanId ?? "";
  const looks: Readonly<Record<string, Look>> = {
    [instance]: applicationSeen(machine),
    [machine]: machineSeen(machine),
  };
  const checks = Object.entries(looks).map(([subject, { kind }]) => ({ kind, subject }));
  const made = await store.checks.want(actor, { deploymentId, planId, checks });
  if (!made.ok) throw new Error(`No looks can be written: ${made.conflict.code}.`);
  const due = await store.checks.takeDue(actor, { limit: 100, leaseSeconds: { health: 60, machine: 60 } });
  for (const { kind, subject, fencing } of due) {
    const look = looks[subject];
    if (look === undefined) continue;
    const { findings, facts } = look;
    const result = { outcome: "degraded", findings, metrics: {}, facts } as CheckResult;
    const nextAt = new Date(Date.now() + yearMilliseconds).toISOString();
    const settled = { deploymentId, kind, subject, fencing, result, failed: false, nextAt };
    if (!(await store.checks.settle(actor, settled)).ok) throw new Error(`The look at ${subject} was not kept.`);
  }
  if (due.length < checks.length) throw new Error("Somebody else looks at it already.");
}

function applicationSeen(machine: string): Look {
  const at = new Date().toISOString();
  const seen = { where: machine, at };
  return {
    kind: "health",
    findings: [],
    facts: {
      purposes: [
        { ...seen, purpose: "web", outcome: "ok", code: "answered", params: { status: 200, milliseconds: 212 } },
        {
          ...seen,
          purpose: "jobs",
          outcome: "wrong",
          code: "probe-wrong",
          params: { said: "the oldest job is 2 h old" },
        },
        { ...seen, purpose: "mail", outcome: "unknown", code: "probe-unknown", params: { said: "Nobody was asked." } },
      ],
      certificates: [{ host: "social.choir.example", endsAt: "2027-02-01T00:00:00.000Z", distrust: null }],
      probedAt: at,
    },
  };
}

function machineSeen(machine: string): Look {
  const systemOf = (generation: number) => ({
    generation,
    system: `/nix/store/${"0".repeat(31)}${generation}-nixos-system-${machine}`,
  });
  return {
    kind: "machine",
    findings: [
      {
        code: "machine-drifted",
        subject: machine,
        params: { machine, running: 3, recorded: 2 },
        turn: "provider",
        severity: "problem",
      },
    ],
    facts: {
      missed: 0,
      answeredAt: new Date().toISOString(),
      running: systemOf(3),
      recorded: systemOf(2),
      drifted: true,
      bootId: null,
      upSeconds: 987_654,
      restartDue: false,
      failedUnits: ["mastodon-sidekiq.service"],
      disk: { sizeMiB: diskSizeMiB, freeMiB: 10_000 },
      store: null,
      memory: { sizeMiB: 8192, freeMiB: 2048 },
    },
  };
}

/** Numbers from 0 to 1 that follow from a seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
