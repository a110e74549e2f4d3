import { stepNotification } from "./step-notification.ts";
import { tellRuns } from "./tell-runs.ts";
import type { TellingEngine } from "./work.ts";

/** Tells people: takes what is written down, and sends it. It takes no input: what is to be done is in the rows. */
export interface TellingReconciler {
  /**
   * Tells of runs that ended, takes messages that are due and starts one step of each.
   *
   * @param limit messages that are moved at once, those still under way from before included
   * @returns the steps that were started; none ever rejects
   */
  readonly begin: (options: Readonly<{ limit: number }>) => Promise<readonly Promise<void>[]>;
  /** As `begin`, and waits for the steps. @returns how many there were. */
  readonly tick: (options: Readonly<{ limit: number }>) => Promise<number>;
  /** Waits until no step is under way. */
  readonly idle: () => Promise<void>;
}

const hourMilliseconds = 3_600_000;
const dayMilliseconds = 24 * hourMilliseconds;

/** Closed incidents are kept so long, as hourly figures are. */
const incidentsKeptMilliseconds = 400 * dayMilliseconds;
const messagesKeptMilliseconds = 90 * dayMilliseconds;

/** Makes the reconciler of notifications. */
export function createTellingReconciler(engine: TellingEngine): TellingReconciler {
  const underWay = new Set<Promise<void>>();
  let tidiedAt = Number.NEGATIVE_INFINITY;
  // What decides whether a contact was told enough is decided one after the other: each counts those before.
  let collecting: Promise<void> = Promise.resolve();

  async function begin({ limit }: Readonly<{ limit: number }>): Promise<readonly Promise<void>[]> {
    const { store, actor, clock, leaseSeconds, shutdown, report } = engine;
    const free = limit - underWay.size;
    if (shutdown.aborted) return [];
    await tellRuns(engine);
    if (clock.now() - tidiedAt >= hourMilliseconds) {
      tidiedAt = clock.now();
      await tidy(engine);
    }
    if (free <= 0) return [];
    const due = await store.notifications.takeDue(actor, { limit: free, leaseSeconds });
    return due.map((notification) => {
      const turn = notification.state === "waiting" ? collecting : Promise.resolve();
      const step = turn
        .then(() => stepNotification(engine, notification))
        .catch((error: unknown) => report({ subject: `notification ${notification.id}`, error }))
        .finally(() => underWay.delete(step));
      underWay.add(step);
      if (notification.state === "waiting") collecting = step;
      return step;
    });
  }

  return {
    begin,
    tick: async (options) => (await Promise.all(await begin(options))).length,
    idle: async () => {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

async function tidy({ store, actor, clock }: TellingEngine): Promise<void> {
  const before = (milliseconds: number) => new Date(clock.now() - milliseconds).toISOString();
  await store.incidents.tidy(actor, { closedBefore: before(incidentsKeptMilliseconds) });
  await store.notifications.tidy(actor, { finishedBefore: before(messagesKeptMilliseconds) });
}
