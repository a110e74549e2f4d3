import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { digestOf, type Environment } from "@allotment/model";
import { sealTo, workerKeys, workerSshKey } from "@allotment/secrets";
import { openStore, type ErrandKind, type ErrandOf, type OfferReference, type Store } from "@allotment/store";
import { createSampleData, must, sampleEnvironment, worker, type SampleData } from "@allotment/store/testing";
import type { Resolver } from "../../names/resolver.ts";
import type { ErrandContext } from "../handler.ts";

/** An environment with offers and their secrets, and what handlers are given. */
export interface ErrandScene extends SampleData {
  readonly store: Store;
  readonly context: ErrandContext;
  readonly sshPublicKey: string;
  readonly environmentId: string;
  /** An errand of a kind, as the worker takes it. */
  errand<Kind extends ErrandKind>(kind: Kind, input: ErrandOf<Kind>["input"]): ErrandOf<Kind>;
  /** Names an offer as it is saved. */
  reference(type: OfferReference["type"], name: string): OfferReference;
  close(): Promise<void>;
}

/** A DNS in which nothing answers. */
const silentDns: Resolver = {
  servers: [],
  authorityPort: 53,
  resolveAddress: () => Promise.reject(new Error("no answer")),
};

/**
 * Sets the scene.
 *
 * @param offersOf offers, from references to the secrets `values` by name
 */
export async function errandScene(
  values: Readonly<Record<string, string>> = {},
  offersOf: (secret: (name: string) => { $secret: string }) => Partial<Environment["offers"]> = () => ({}),
  resolver: Resolver = silentDns,
): Promise<ErrandScene> {
  const folder = await mkdtemp(path.join(tmpdir(), "allotment-errands-"));
  const store = openStore({ memory: true });
  const data = await createSampleData(store);
  const keys = await workerKeys(folder);
  const ssh = await workerSshKey(folder);
  const { id: environmentId, currentRevisionId: basedOnRevisionId } = data.environment;
  const owner = { kind: "environment", environmentId } as const;
  const ids = new Map<string, string>();
  for (const [name, value] of Object.entries(values)) {
    const ciphertext = await sealTo(keys.recipient, value);
    ids.set(name, must(await store.secrets.give(data.provider, { owner, name, ciphertext })).id);
  }
  const offers = { machine: {}, ...offersOf((name) => ({ $secret: ids.get(name) ?? "missing" })) };
  const document = { ...sampleEnvironment(), offers };
  must(await store.environments.save(data.provider, { environmentId, basedOnRevisionId, document, message: "" }));
  const signal = new AbortController().signal;
  return {
    ...data,
    store,
    environmentId,
    sshPublicKey: ssh.publicKey,
    context: { store, actor: worker, keys, sshKeyFile: ssh.file, resolver, signal },
    errand: (kind, input) => ({
      id: "errand",
      kind,
      environmentId,
      deploymentId: null,
      subject: "subject",
      input,
      requestedBy: data.provider.userId,
      state: "working",
      result: null,
      problem: null,
      createdAt: "",
      deadlineAt: "",
      finishedAt: null,
      expiresAt: "",
    }),
    reference: (type, name) => {
      const named: Readonly<Record<string, object>> = document.offers[type] ?? {};
      return { type, name, digest: digestOf(named[name] ?? {}) };
    },
    close: async () => {
      store.close();
      await rm(folder, { recursive: true });
    },
  };
}
