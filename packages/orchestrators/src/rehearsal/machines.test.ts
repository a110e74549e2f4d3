import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openMachines } from "./machines.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "allotment-machines-"));
});
afterEach(() => rm(folder, { recursive: true }));

describe("a practised machine", () => {
  it("is new when it was never there, and not when it cannot be read", async () => {
    const machines = openMachines(folder);
    expect(await machines.read("birch")).toMatchObject({ fencing: 0, generations: [] });
    await mkdir(path.join(folder, "cedar.json"));
    await expect(machines.read("cedar")).rejects.toThrow("EISDIR");
    await expect(machines.change("cedar", 1, (machine) => machine)).rejects.toThrow("EISDIR");
  });
});
