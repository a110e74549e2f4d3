import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createTellingReconciler, tellOfLook, type TellingReconciler } from "@allotment/engine";
import type { Finding } from "@allotment/model";
import { sealTo, workerKeys, type WorkerKeys } from "@allotment/secrets";
import { openStore, type ContactRecord, type NotificationRecord, type Store } from "@allotment/store";
import {
  createDeployment,
  createSampleData,
  deployPlan,
  must,
  sampleEnvironment,
  testClock,
  worker,
  type SampleData,
  type SampleDeployment,
  type TestClock,
} from "@allotment/store/testing";
import { createTellingWork } from "../telling-work.ts";
import type { TellingSurroundings } from "../surroundings.ts";
import type { MailServer } from "./mail-server.ts";

/** A deployment for real whose troubles are told of, by the real store, keys and reconciler and a clock that is moved by hand. */
export interface TellingScene extends SampleData, SampleDeployment {
  readonly store: Store;
  readonly clock: TestClock;
  readonly keys: WorkerKeys;
  readonly problems: unknown[];
  readonly reconciler: TellingReconciler;
  /** Another worker, as after a restart. */
  readonly anotherReconciler: (workerId: string) => TellingReconciler;
  /** A look at the deployment, five minutes after the last one. */
  look(findings: readonly Finding[]): Promise<void>;
  /** Moves what is due until nothing is. */
  settle(): Promise<void>;
  contact(kind: "mail" | "webhook", address: string, options?: ContactOptions): Promise<ContactRecord>;
  relay(server: Pick<MailServer, "port">, options?: RelayOptions): Promise<void>;
  messages(contact: ContactRecord): Promise<readonly NotificationRecord[]>;
  close(): Promise<void>;
}

interface ContactOptions {
  readonly operatorId?: string | null;
  readonly secret?: string;
  /** Whether it counts as seen to work; true when left out. */
  readonly verified?: boolean;
}

interface RelayOptions {
  readonly security?: "tls" | "starttls" | "none";
  readonly password?: string;
  readonly host?: string;
}

/** A trouble, as a look finds it. */
export const stuck: Finding = {
  code: "run-waiting-dns",
  subject: "social",
  params: { kind: "deploy" },
  turn: "operator",
  severity: "problem",
};

/** Sets the scene. */
export async function tellingScene(options: Partial<TellingSurroundings> = {}): Promise<TellingScene> {
  const folder = await mkdtemp(path.join(tmpdir(), "allotment-telling-"));
  const clock = testClock();
  const store = openStore({ memory: true, clock: clock.now });
  const data = await createSampleData(store, { ...sampleEnvironment(), orchestrator: "nixos-ssh" });
  const { choir, environment } = data;
  const place = { operatorId: choir.operator.id, environmentId: environment.id, slug: "choir" };
  const made = await createDeployment(store, choir.actor, place);
  const run = await deployPlan(store, choir.actor, made.plan.id);
  must(await store.incidents.tellRun(worker, { runId: run.id, stage: "over", incidents: null }));
  const own = { deploymentId: made.deployment.id, planId: made.plan.id };
  must(await store.checks.want(worker, { ...own, checks: [{ kind: "health", subject: "hello" }] }));
  const keys = await workerKeys(folder);
  const problems: unknown[] = [];
  const surroundings: TellingSurroundings = {
    store,
    actor: worker,
    keys,
    resolver: { resolveAddress: async (host) => [host] },
    publicUrl: "https://panel.example",
    privateWebhooks: true,
    ...options,
  };
  const reconcilerOf = (workerId: string) =>
    createTellingReconciler({
      store,
      actor: { kind: "worker", workerId },
      work: createTellingWork(surroundings),
      clock: { now: () => clock.now().getTime(), sleep: () => Promise.resolve() },
      leaseSeconds: 120,
      report: ({ error }) => void problems.push(error),
      shutdown: new AbortController().signal,
    });
  const reconciler = reconcilerOf(worker.workerId);
  return {
    ...data,
    ...made,
    store,
    clock,
    keys,
    problems,
    reconciler,
    anotherReconciler: reconcilerOf,
    look: async (findings) => {
      clock.advance(300);
      const at = clock.now().toISOString();
      const found = { ...own, look: "health/hello", at, findings };
      must(await tellOfLook(store, worker, found));
    },
    settle: async () => {
      for (let turn = 0; turn < 20 && (await reconciler.tick({ limit: 50 })) > 0; turn += 1);
    },
    contact: (kind, address, facts) => addContact({ store, keys, data }, kind, address, facts),
    relay: async ({ port }, { security = "none", password, host = "127.0.0.1" } = {}) => {
      const ciphertext = password === undefined ? null : await sealTo(keys.recipient, password);
      const username = password === undefined ? null : "allotment";
      const sender = "allotment@host.example";
      must(await store.contacts.setRelay(data.provider, { host, port, security, username, sender, ciphertext }));
    },
    messages: async ({ id: contactId }) => (await store.notifications.list(worker, { contactId })).toReversed(),
    close: async () => {
      store.close();
      await rm(folder, { recursive: true });
    },
  };
}

async function addContact(
  { store, keys, data }: { readonly store: Store; readonly keys: WorkerKeys; readonly data: SampleData },
  kind: "mail" | "webhook",
  address: string,
  { operatorId = data.choir.operator.id, secret, verified = true }: ContactOptions = {},
): Promise<ContactRecord> {
  const ciphertext = secret === undefined ? null : await sealTo(keys.recipient, secret);
  const actor = operatorId === null ? data.provider : data.choir.actor;
  const contact = must(await store.contacts.create(actor, { operatorId, kind, address, ciphertext }));
  const [test] = await store.notifications.list(worker, { contactId: contact.id });
  if (!verified || test === undefined) return contact;
  if (kind === "mail") {
    const open = await store.contacts.open(worker, { contactId: contact.id });
    must(await store.contacts.verify(actor, { contactId: contact.id, code: open?.code ?? "" }));
  }
  // The test message itself is not what these tests are about.
  for (const from of ["waiting", "sending"] as const) {
    const due = await store.notifications.takeDue(worker, { limit: 50, leaseSeconds: 0 });
    const own = due.find(({ id }) => id === test.id);
    const held = { notificationId: test.id, fencing: own?.fencing ?? 0, from };
    if (from === "waiting") must(await store.notifications.move(worker, { ...held, to: "sending", bundle: false }));
    else must(await store.notifications.finish(worker, { ...held, to: "sent", error: null, disableAfterSeconds: 1 }));
  }
  return contact;
}
