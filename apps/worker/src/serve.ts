import { existsSync } from "node:fs";
import { hostname } from "node:os";
import { createCheckReconciler, createRunReconciler, createTellingReconciler, systemClock } from "@allotment/engine";
import { createOrchestrators } from "@allotment/orchestrators";
import { loadLibrary } from "@allotment/nix-output/library";
import { sshKeyFile } from "@allotment/secrets";
import { openStore, type Store, type WorkerActor } from "@allotment/store";
import type { Logger } from "pino";
import { createCheckHandlers } from "./checks/handlers.ts";
import { createErrandWork } from "./errands/errand-work.ts";
import { handlers } from "./errands/handlers.ts";
import { runLoop } from "./loop.ts";
import { createResolver } from "./names/resolver.ts";
import { createTellingWork } from "./notifications/telling-work.ts";
import { publishedKeys } from "./published-keys.ts";
import { reportReader } from "./read-reports.ts";
import { createRemovalWork } from "./removals/removal-work.ts";
import type { WorkerSettings } from "./settings.ts";
import { publishOrchestrators } from "./published-orchestrators.ts";
import { createWork } from "./work.ts";

/** A worker whose process is gone is replaced after this long. */
const leaseSeconds = 10;

/** How soon a request is seen. */
const periodMilliseconds = 250;

/** Errands at once: most of their time is waiting for somebody else's answer. */
const errandsMax = 4;

/** Messages at once: most of their time is waiting for somebody else's answer. */
const messagesMax = 8;

/** Looks at once: most of their time is waiting for machines and sites. */
const looksMax = 12;

/** How soon a look that is due is made. */
const lookPeriodMilliseconds = 500;

/** Longer than one message may take. */
const messageLeaseSeconds = 120;

/** Removals that are asked for at once; each becomes a run. */
const removalsMax = 4;

/** How soon a removal that is due is seen. */
const removalPeriodMilliseconds = 1000;

/** How often the worker says that it is there. */
const seenEveryMilliseconds = 10_000;

/**
 * Moves runs until asked to stop.
 *
 * @throws StoreUnavailable, or Error with a sentence, when it cannot start.
 */
export async function serve(settings: WorkerSettings, log: Logger, shutdown: AbortSignal): Promise<void> {
  const { dataFolder, runsMax, publicUrl, privateWebhooks } = settings;
  const resolver = createResolver(settings.resolvers, settings.authorityPort);
  if (!existsSync(dataFolder))
    throw new Error(`The data folder ${dataFolder} does not exist. Start with \`npm start\`.`);
  const store = openStore({ folder: dataFolder, durable: true });
  const actor: WorkerActor = { kind: "worker", workerId: `${hostname()}-${process.pid}` };
  const saying = setInterval(() => void saySeen(store, actor, log), seenEveryMilliseconds);
  try {
    const keys = await publishedKeys(store, actor, dataFolder);
    await saySeen(store, actor, log);
    const orchestrators = createOrchestrators({
      dataFolder,
      env: process.env,
      readReports: reportReader(store, actor, dataFolder),
    });
    await publishOrchestrators(store, actor, orchestrators);
    const work = createWork({ store, actor, keys, library: loadLibrary(), dataFolder, resolver }, orchestrators);
    const reconciler = createRunReconciler({
      store,
      actor,
      work,
      leaseSeconds,
      shutdown,
      clock: systemClock,
      report: ({ run, step, error }) => log.error({ run, step, err: error }, "a step ended unexpectedly"),
    });
    log.info({ worker: actor.workerId, dataFolder }, "the worker is ready");
    const onProblem = (error: unknown) => log.error({ err: error }, "the store cannot be used, trying again");
    const errands = createErrandWork({
      store,
      actor,
      keys,
      sshKeyFile: sshKeyFile(dataFolder),
      resolver,
      handlers,
      shutdown,
      report: ({ errand, kind, error }) => log.error({ errand, kind, err: error }, "an errand ended unexpectedly"),
    });
    const telling = createTellingReconciler({
      store,
      actor,
      work: createTellingWork({ store, actor, keys, resolver, publicUrl, privateWebhooks }),
      clock: systemClock,
      leaseSeconds: messageLeaseSeconds,
      report: ({ subject, error }) => log.error({ subject, err: error }, "a message ended unexpectedly"),
      shutdown,
    });
    const checks = createCheckReconciler({
      store,
      actor,
      handlers: createCheckHandlers({ store, actor, resolver, sshKeyFile: sshKeyFile(dataFolder) }),
      clock: systemClock,
      report: ({ check, error }) => log.error({ check, err: error }, "a look ended unexpectedly"),
      shutdown,
    });
    const removals = createRemovalWork({
      store,
      actor,
      dataFolder,
      clock: systemClock,
      report: ({ deployment, error }) => log.error({ deployment, err: error }, "a removal does not go on"),
    });
    const moved = { periodMilliseconds, signal: shutdown, onProblem };
    await Promise.all([
      runLoop({ ...moved, work: reconciler, limit: runsMax }),
      runLoop({ ...moved, work: errands, limit: errandsMax }),
      runLoop({ ...moved, work: telling, limit: messagesMax }),
      runLoop({ ...moved, work: checks, limit: looksMax, periodMilliseconds: lookPeriodMilliseconds }),
      runLoop({ ...moved, work: removals, limit: removalsMax, periodMilliseconds: removalPeriodMilliseconds }),
    ]);
    log.info("the worker stops");
  } finally {
    clearInterval(saying);
    store.close();
  }
}

async function saySeen(store: Store, actor: WorkerActor, log: Logger): Promise<void> {
  try {
    await store.settings.set(actor, { key: "worker-seen", value: new Date().toISOString() });
  } catch (error) {
    log.warn({ err: error }, "the store cannot be written");
  }
}
