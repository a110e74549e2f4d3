import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { RunSubject } from "@allotment/engine";
import { makeWorld, type World } from "@allotment/engine/testing";
import type { Description, Environment } from "@allotment/model";
import { makePlan } from "@allotment/planner";
import { sampleConfiguration, sampleEnvironment, sampleInput, sampleInstances } from "@allotment/planner/testing";
import { workerKeys, type WorkerKeys } from "@allotment/secrets";
import { system } from "@allotment/store";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { secretFilesOf } from "./secret-files.ts";

const actor = { kind: "worker", workerId: "worker-1" } as const;

// A public key of nobody, of the right form.
const hostPublicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea";
const environment = pulling(sampleEnvironment("one-machine"));

function pulling(from: Environment): Environment {
  const machines = Object.entries(from.offers.machine).map(([name, offer]) => [name, { ...offer, hostPublicKey }]);
  return { ...from, orchestrator: "pull", offers: { ...from.offers, machine: Object.fromEntries(machines) } };
}

function described(from: Environment): Description {
  const configuration = {
    ...sampleConfiguration({ hello: sampleInstances.hello(10) }),
    backups: { ...sampleConfiguration({}).backups, enabled: false },
  };
  const input = sampleInput({ configuration, environment: from });
  const { description, diagnostics } = makePlan({ ...input, publicUrl: "https://panel.example.org" });
  if (description === null) throw new Error(JSON.stringify(diagnostics));
  return description;
}

describe("tokens of machines that pull", () => {
  let folder = "";
  let world: World;
  let keys: WorkerKeys;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "allotment-tokens-"));
    keys = await workerKeys(folder);
    world = await makeWorld(environment);
  });
  afterEach(async () => {
    world.store.close();
    await rm(folder, { recursive: true });
  });

  async function filesOf(description: Description, deploymentId: string) {
    // Only what is read of a run.
    const subject = { run: { deploymentId }, description } as unknown as RunSubject;
    const files = await secretFilesOf(world.store, actor, keys, subject);
    if ("failure" in files && "code" in files.failure) throw new Error(files.failure.code);
    return files as Readonly<Record<string, Uint8Array>>;
  }

  it("are known by their digests before a machine can have them, one for each machine, and stay the same", async () => {
    const description = described(environment);
    const [machine = ""] = Object.keys(description.machines);
    const { id } = await world.deployment(description);
    const files = await filesOf(description, id);
    const token = await keys.open(files[`secrets/${machine}_pull-token.age`] ?? new Uint8Array());
    const digest = createHash("sha256").update(token).digest("hex");
    const known = () => world.store.pull.tokens(system, { deployment: description.deployment });
    expect(await known()).toEqual([{ deploymentId: id, machine, digest }]);
    expect(Buffer.from(token).toString()).toMatch(/^[0-9a-f]{64}$/);
    await filesOf(description, id);
    expect(await known()).toEqual([{ deploymentId: id, machine, digest }]);
  });

  it("are still known while the machines are only about to stop pulling", async () => {
    const pulled = described(environment);
    const { id } = await world.deployment(pulled);
    await filesOf(pulled, id);
    const known = () => world.store.pull.tokens(system, { deployment: pulled.deployment });
    const before = await known();
    expect(before).toHaveLength(1);
    await filesOf(described({ ...environment, orchestrator: "rehearsal" }), id);
    expect(await known()).toEqual(before);
  });
});
