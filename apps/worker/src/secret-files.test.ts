/** Secrets over several runs: what is made, what stays, what comes back. */
import { rmSync } from "node:fs";
import type { RunSubject } from "@allotment/engine";
import type { Configuration } from "@allotment/model";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { secretFilesOf } from "./secret-files.ts";
import { descriptionOf, setScene, threeApplications, type Scene } from "./testing/scene.ts";

const actor = { kind: "worker", workerId: "test" } as const;
const path = "social/secret-key-base";
const file = "secrets/social_secret-key-base.age";

let scene: Scene;
let deploymentId: string;

beforeEach(async () => {
  scene = await setScene();
  deploymentId = (await scene.world.deployment(descriptionOf(scene, threeApplications))).id;
});
afterEach(() => {
  scene.world.store.close();
  rmSync(scene.folder, { recursive: true });
});

/** The encrypted files as a run of this configuration would write them. */
async function filesOf(rotations: Configuration["rotations"] = {}): Promise<Readonly<Record<string, Uint8Array>>> {
  const description = descriptionOf(scene, { ...threeApplications, rotations });
  // Only what is read here.
  const subject = { run: { deploymentId }, description } as unknown as RunSubject;
  const files = await secretFilesOf(scene.world.store, actor, scene.keys, subject);
  if ("failure" in files) throw new Error(JSON.stringify(files.failure));
  return files as Readonly<Record<string, Uint8Array>>;
}

const opened = async (files: Readonly<Record<string, Uint8Array>>) =>
  Buffer.from(await scene.keys.open(files[file] ?? new Uint8Array())).toString();

/** Files of which the ciphertext differs. */
function changedBetween(
  before: Readonly<Record<string, Uint8Array>>,
  after: Readonly<Record<string, Uint8Array>>,
): string[] {
  return Object.keys(after).filter((name) => !Buffer.from(before[name] ?? []).equals(after[name] ?? Buffer.of()));
}

describe("a generated secret that is replaced", () => {
  it("changes its own file alone, and once", async () => {
    const before = await filesOf();
    const after = await filesOf({ [path]: 2 });
    expect(changedBetween(before, after)).toEqual([file]);
    expect(await opened(after)).toMatch(/^[0-9a-f]{128}$/);
    expect(await opened(after)).not.toBe(await opened(before));
    expect(changedBetween(after, await filesOf({ [path]: 2 }))).toEqual([]);
  });

  it("is as it was, byte for byte, when the run that would have installed it did not succeed", async () => {
    const before = await filesOf();
    await filesOf({ [path]: 2 });
    expect(changedBetween(before, await filesOf())).toEqual([]);
  });
});
