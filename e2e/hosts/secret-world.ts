import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { makeWorld, type World } from "@allotment/engine/testing";
import type { Configuration, Description, Environment, FirstAdministrator, Generator } from "@allotment/model";
import { makePlan } from "@allotment/planner";
import { plainInstance, sampleConfiguration, sampleInput } from "@allotment/planner/testing";
import { sealTo, workerKeys, type WorkerKeys } from "@allotment/secrets";
import { isTerminal, type RunRecord } from "@allotment/store";
import { build } from "esbuild";
import { bundleOptions } from "../../scripts/lib/bundle.mjs";
import { root } from "../../scripts/lib/root.mjs";
import type { TestHost } from "./index.ts";
import { environmentOn } from "./sample-hosts.ts";

/** What reads the store in tests. */
export const reader = { kind: "worker", workerId: "reader" } as const;

/** A data folder with a real worker on it, and one deployment to one host that has secrets of every kind. */
export interface SecretWorld {
  readonly folder: string;
  readonly world: World;
  readonly keys: WorkerKeys;
  readonly deploymentId: string;
  /** What is wanted, with a second value of the push key, and an administrator made by a command, if asked for. */
  readonly description: (rotated: boolean, command?: string[]) => Description;
  /** Asks for a run and waits for its end. */
  readonly run: (description: Description, runKind?: "deploy" | "settings") => Promise<RunRecord>;
  /** Values that people gave. */
  readonly given: readonly string[];
  /** Values that the worker generated; public halves left out. */
  readonly generated: () => Promise<readonly string[]>;
  readonly remove: () => Promise<void>;
}

/** Slug of the instance, and of the secrets that the test adds to it. */
export const instance = "talk";
const about = { purpose: "first-password", rotation: "safe" } as const;
const extra: Readonly<Record<string, Generator>> = {
  hex: { kind: "hex", bytes: 32, ...about },
  base64: { kind: "base64", bytes: 48, ...about },
  push: { kind: "vapid", ...about },
  signing: { kind: "rsa", bits: 2048, ...about },
  access: { kind: "ed25519", format: "openssh", ...about },
};

/** Makes the data folder, starts the worker, and lets it in on the host. */
export async function secretWorld(
  host: TestHost,
  params: Readonly<{ nixFolder: string; given: readonly [string, string]; recoveryKey: string }>,
): Promise<SecretWorld> {
  const folder = mkdtempSync(path.join(tmpdir(), "allotment-secrets-"));
  const output = `.cache/secrets-test-${process.pid}.mjs`;
  await build({ ...bundleOptions({ entry: "apps/worker/src/main.ts", output }), sourcemap: false });
  const env = {
    PATH: process.env["PATH"] ?? "",
    ALLOTMENT_DATA: folder,
    ALLOTMENT_LOG: "trace",
    ALLOTMENT_NIX: params.nixFolder,
  };
  const log = openSync(path.join(folder, "worker.log"), "a", 0o600);
  const start = (...argv: string[]): ChildProcess =>
    spawn(process.execPath, [path.join(root, output), ...argv], { cwd: root, env, stdio: ["ignore", log, log] });
  await once(start("--migrate"), "exit");
  const environment = environmentOn(host, {
    orchestrator: "nixos-ssh",
    publicNames: false,
    recoveryKeys: [params.recoveryKey],
  });
  const world = await makeWorld(environment, { place: { folder } });
  const { store } = world;
  const sshKey = (await store.settings.get(reader, { key: "worker-ssh-key" })) ?? "";
  await host.authorize(sshKey);
  const keys = await workerKeys(folder);
  const wanted = planned(environment, sshKey);
  const deployment = await world.deployment(wanted);
  const ids = await give(world, keys, deployment.id, params.given);
  const worker = start();
  return {
    folder,
    world,
    keys,
    deploymentId: deployment.id,
    description: (rotated, command) => withAdministrator(withSecrets(wanted, host.name, ids, rotated), command ?? null),
    run: async (description, runKind) => finished(world, await deployment.ask(description, runKind)),
    given: params.given,
    generated: async () => {
      const kept = await store.secrets.generated(reader, { deploymentId: deployment.id });
      const opened = await Promise.all(kept.map(async ({ ciphertext }) => textOf(await keys.open(ciphertext))));
      return opened.flatMap((json) => {
        const { value, private: half } = JSON.parse(json) as Readonly<Record<string, string | undefined>>;
        return [value, half].filter((one) => one !== undefined);
      });
    },
    remove: async () => {
      worker.kill("SIGTERM");
      if (worker.exitCode === null) await once(worker, "exit");
      store.close();
      rmSync(path.join(root, output), { force: true });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function planned(environment: Environment, sshKey: string): Description {
  const sample = plainInstance("snac", 10);
  const configuration: Configuration = {
    ...sampleConfiguration({ [instance]: sample }),
    backups: { ...sampleConfiguration({}).backups, enabled: false },
  };
  const input = sampleInput({ configuration, environment, workerKeys: [sshKey] });
  const { description, diagnostics } = makePlan(input);
  if (!description) throw new Error(JSON.stringify(diagnostics));
  return description;
}

/** One secret of the community's, one of the provider's. @returns their ids */
async function give(world: World, { recipient }: WorkerKeys, deploymentId: string, values: readonly [string, string]) {
  const owners = [
    { kind: "deployment", deploymentId },
    { kind: "environment", environmentId: world.environmentId },
  ] as const;
  return Promise.all(
    owners.map(async (owner, index) => {
      const ciphertext = await sealTo(recipient, values[index] ?? "");
      const kept = await world.store.secrets.give(world.provider, { owner, name: `test-${index}`, ciphertext });
      if (!kept.ok) throw new Error(kept.conflict.code);
      return kept.value.id;
    }),
  );
}

/** The description with a file for each kind of secret, as an application could have them. */
function withSecrets(wanted: Description, machine: string, ids: readonly string[], rotated: boolean): Description {
  const [own = "", providers = ""] = ids;
  const common = { machines: [machine], owner: "snac", group: "snac", mode: "0400", restartUnits: [] };
  const raw = Object.entries(extra).map(([role, generator]) => {
    const output = ["vapid", "rsa", "ed25519"].includes(generator.kind) ? ("private" as const) : ("value" as const);
    const source = { generated: `${instance}/${role}`, output };
    const file = {
      ...common,
      restartUnits: role === "push" ? ["snac.service"] : [],
      path: `/run/agenix/${instance}_${role}`,
      format: "raw" as const,
      parts: { value: source },
    };
    return [`${instance}/${role}`, file] as const;
  });
  const environment = {
    ...common,
    owner: "root",
    group: "snac",
    mode: "0440",
    path: `/run/agenix/${instance}_environment`,
    format: "env" as const,
    parts: {
      OWN: { given: own, of: "deployment" as const },
      PROVIDERS: { given: providers, of: "environment" as const },
    },
  };
  const generators = Object.entries(extra).map(([role, generator]) => [
    `${instance}/${role}`,
    rotated && role === "push" ? { ...generator, number: 2 } : generator,
  ]);
  return {
    ...wanted,
    generators: { ...wanted.generators, ...Object.fromEntries(generators) },
    secrets: { ...wanted.secrets, ...Object.fromEntries(raw), [`${instance}/environment`]: environment },
  };
}

function withAdministrator(wanted: Description, command: string[] | null): Description {
  const talk = wanted.instances[instance];
  if (command === null || !talk?.firstAdministrator) return wanted;
  const firstAdministrator: FirstAdministrator = { ...talk.firstAdministrator, command, password: { from: "input" } };
  return { ...wanted, instances: { ...wanted.instances, [instance]: { ...talk, firstAdministrator } } };
}

async function finished({ store }: World, runId: string): Promise<RunRecord> {
  for (const deadline = Date.now() + 150_000; Date.now() < deadline; await sleep(100)) {
    const run = await store.runs.get(reader, { runId });
    if (run !== null && isTerminal(run.state)) return run;
  }
  throw new Error("the run does not come to an end");
}
