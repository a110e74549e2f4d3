import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { runOnHost } from "./run.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "allotment-run-"));
  vi.stubEnv("PATH", `${folder}:${process.env["PATH"] ?? ""}`);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

const target = {
  name: "birch",
  address: "192.0.2.10",
  port: 22,
  user: "root",
  hostPublicKey: "ssh-ed25519 AAAA",
  keyFile: "/nowhere",
};

it.each(["", ">&2"])("a command that says too much%s has failed, and nobody has to read it", async (where) => {
  await writeFile(path.join(folder, "ssh"), `#!/bin/sh\nyes generation=1 | head -c 5000000 ${where}\n`, {
    mode: 0o755,
  });
  const outcome = await runOnHost(target, ["true"], { timeoutSeconds: 20, signal: new AbortController().signal });
  expect(outcome).toMatchObject({ kind: "done", exitCode: 141, stdout: "" });
});
