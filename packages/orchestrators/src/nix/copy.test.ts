import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { copySystem } from "./copy.ts";
import type { Counts } from "./counts.ts";
import { runNix } from "./run.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "allotment-copy-"));
  vi.stubEnv("PATH", `${folder}:${process.env["PATH"] ?? ""}`);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

async function program(name: string, ...lines: readonly string[]): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, ["#!/bin/sh", ...lines, ""].join("\n"), { mode: 0o755 });
  return file;
}

const { signal } = new AbortController();
const call = { argv: [], timeoutSeconds: 60, memoryMiB: 100, signal };

const says = (message: object) => `echo '@nix ${JSON.stringify(message)}' >&2`;
const starts = says({ action: "start", id: 1, type: 103, text: "" });
const counts = (done: number) => says({ action: "result", id: 1, type: 105, fields: [done, 10, 0, 0] });
const fails = (cause: string) => says({ action: "msg", level: 0, msg: cause, raw_msg: cause });

describe("Nix's log", () => {
  it("holds nothing that the machine says that a system is copied to", async () => {
    await program("ssh", `printf '%s\\n' "$@" >"${folder}/argv"`, starts, counts(7), fails("forged"), "cat");
    const command = await program(
      "nix",
      "echo answer | ssh birch $NIX_SSHOPTS",
      starts,
      counts(2),
      fails("cannot connect to birch"),
      "ssh birch",
      "exit 1",
    );
    const told: Counts[] = [];
    const target = { name: "birch", address: "192.0.2.10", port: 22, user: "root", hostPublicKey: "", keyFile: "/key" };
    const outcome = await copySystem({
      programs: { instantiate: "/nix-instantiate", command },
      folder,
      nixpkgs: null,
      target,
      system: "/nix/store/x",
      substitute: false,
      onCounts: (now) => told.push(now),
      ...call,
    });
    expect(outcome).toEqual({ kind: "unreachable", detail: "cannot connect to birch" });
    expect(told).toEqual([{ done: 2, expected: 10 }]);
  });

  it("that has no end is not read to its end", { timeout: 60_000 }, async () => {
    const endless = await program("nix", `exec yes "$(head -c 50000 /dev/zero | tr '\\0' x)" >&2`);
    expect(await runNix({ ...call, program: endless, folder })).toMatchObject({ kind: "error" });
  });

  it("may have a line of any length before the reason", { timeout: 60_000 }, async () => {
    const long = await program(
      "nix",
      "head -c 100000000 /dev/zero | tr '\\0' x >&2",
      "echo >&2",
      fails("reason"),
      "exit 1",
    );
    expect(await runNix({ ...call, program: long, folder })).toEqual({ kind: "error", cause: "reason" });
  });

  it("is nothing where there is no such program", async () => {
    await expect(runNix({ ...call, program: path.join(folder, "none"), folder })).rejects.toThrow("ENOENT");
  });
});
