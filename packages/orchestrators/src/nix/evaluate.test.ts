import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { sampleDescription } from "@allotment/engine/testing";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { findNix } from "../../../../scripts/lib/nix.mjs";
import { evaluateTree } from "./evaluate.ts";
import { findNixPrograms } from "./find.ts";

const nix = findNix();
if ("reason" in nix) console.warn(`Nix itself is not tried in these tests: ${nix.reason}`);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "allotment-nix-"));
  await mkdir(path.join(folder, "nix/check"), { recursive: true });
});
afterEach(() => rm(folder, { recursive: true }));

describe("looking for Nix", () => {
  it("takes the named folder and then nowhere else, otherwise the path", async () => {
    expect(await findNixPrograms({ ALLOTMENT_NIX: folder, PATH: process.env["PATH"] })).toBeNull();
    await writeFile(path.join(folder, "nix-instantiate"), "", { mode: 0o644 });
    expect(await findNixPrograms({ PATH: folder })).toBeNull();
    await rm(path.join(folder, "nix-instantiate"));
    await writeFile(path.join(folder, "nix-instantiate"), "", { mode: 0o755 });
    const found = { instantiate: path.join(folder, "nix-instantiate"), command: null };
    expect(await findNixPrograms({ PATH: `relative:${folder}` })).toEqual(found);
    await rm(path.join(folder, "nix"), { recursive: true });
    await writeFile(path.join(folder, "nix"), "", { mode: 0o755 });
    expect(await findNixPrograms({ ALLOTMENT_NIX: folder })).toEqual({ ...found, command: path.join(folder, "nix") });
  });
});

describe.skipIf("reason" in nix)("evaluating a tree with a real Nix", () => {
  async function evaluate(
    check: string,
    change: { timeoutSeconds?: number; memoryMiB?: number; signal?: AbortSignal; nixpkgs?: string } = {},
  ) {
    await writeFile(path.join(folder, "nix/check/default.nix"), check);
    const programs = await findNixPrograms("reason" in nix ? {} : { ALLOTMENT_NIX: nix.folder });
    if (programs === null) throw new Error("Nix is gone");
    return evaluateTree({
      programs,
      folder,
      description: sampleDescription(),
      nixpkgs: null,
      timeoutSeconds: 20,
      memoryMiB: 500,
      signal: new AbortController().signal,
      ...change,
    });
  }

  it("tells nobody where the worker keeps the tree when it fails", async () => {
    const failed = await evaluate('{ tree }: throw "bad line in ${toString tree}/deployment.json"');
    expect(JSON.stringify(failed)).not.toContain(folder);
    expect(failed).toMatchObject({
      kind: "failed",
      failure: { params: { text: expect.stringContaining("./deployment.json") } },
    });
  });

  it("names each machine's system by what was evaluated, wherever the tree lies", async () => {
    const check = "{ tree }: { birch.x = 1; cedar.path = toString tree; }";
    const here = await evaluate(check);
    expect(here).toMatchObject({ kind: "done", level: "evaluated-against-stubs" });
    await rm(folder, { recursive: true });
    folder = await mkdtemp(path.join(tmpdir(), "allotment-nix-"));
    await mkdir(path.join(folder, "nix/check"), { recursive: true });
    expect(await evaluate(check)).toEqual(here);
    expect(await evaluate("{ tree }: { birch.x = 2; cedar.path = toString tree; }")).not.toEqual(here);
  });

  it.each([
    [
      '{ tree }: throw "The option `services.hello.x\' has conflicting definition values"',
      "evaluation-conflicting-values",
      "services.hello.x",
    ],
    [
      '{ tree }: throw "Failed assertions:\\n- instances.left.options.greeting is empty"',
      "evaluation-failed-assertion",
      "",
    ],
    ["{ tree }: { birch = ; }", "evaluation-syntax", ""],
    ["{ tree }: let x = x; in x", "evaluation-recursion", ""],
    ['{ tree }: throw "no such thing"', "evaluation-thrown", ""],
  ])("turns the error of %s into a failure", async (check, code, option) => {
    expect(await evaluate(check)).toMatchObject({
      kind: "failed",
      failure: { code, params: { option }, retryable: false },
    });
  });

  describe("with modules that somebody else wrote", () => {
    let elsewhere: string;
    beforeEach(async () => {
      elsewhere = await mkdtemp(path.join(tmpdir(), "allotment-elsewhere-"));
      await writeFile(path.join(elsewhere, "identity"), "hunter2");
      await writeFile(path.join(elsewhere, "default.nix"), "4");
      vi.stubEnv("NIX_PATH", `elsewhere=${elsewhere}`);
      vi.stubEnv("HOME", elsewhere);
    });
    afterEach(async () => {
      vi.unstubAllEnvs();
      await rm(elsewhere, { recursive: true });
    });

    it("reads no other file and no variable, with a nixpkgs as without", async () => {
      await writeFile(path.join(folder, "nix/check/full.nix"), "{ tree, nixpkgs }: import ./module.nix");
      const modules = [
        `throw (builtins.readFile "${elsewhere}/identity")`,
        `throw (builtins.readFile <elsewhere/identity>)`,
        `throw (builtins.concatStringsSep "" (builtins.attrNames (builtins.readDir "${elsewhere}")))`,
        `throw (builtins.readFile "\${builtins.path { path = "${elsewhere}/identity"; name = "x"; }}")`,
      ];
      for (const [index, text] of modules.entries()) {
        await writeFile(path.join(folder, "nix/check/module.nix"), text);
        const stubs = await evaluate("{ tree }: import ./module.nix");
        const full = await evaluate("{ tree }: { }", { nixpkgs: folder });
        for (const found of [stubs, full]) {
          expect(found, `module ${index}`).toMatchObject({ kind: "failed" });
          expect(JSON.stringify(found), `module ${index}`).not.toMatch(
            /hunter2|identity.*default\.nix|default\.nix.*identity/,
          );
        }
      }
      expect(await evaluate('{ tree }: { birch = builtins.getEnv "HOME"; }')).toEqual(
        await evaluate('{ tree }: { birch = ""; }'),
      );
    });

    it("reads the tree and the nixpkgs, also where a link leads to it", async () => {
      const full = '{ tree, nixpkgs }: { birch = "${toString (import nixpkgs)} ${builtins.readFile (tree + "/a")}"; }';
      await writeFile(path.join(folder, "nix/check/full.nix"), full);
      await writeFile(path.join(folder, "a"), "text");
      const link = path.join(folder, "link");
      await symlink(elsewhere, link);
      expect(await evaluate("{ tree }: { }", { nixpkgs: link })).toEqual({
        kind: "done",
        level: "fully-evaluated",
        systems: { birch: "4 text" },
      });
    });

    it("shows nothing of an error that looks like a secret, and no control characters", async () => {
      expect(await evaluate('{ tree }: throw "\u202Eapi_token=hunter2 and\u0007 more"')).toMatchObject({
        kind: "failed",
        failure: { params: { text: "api_token=… and more" }, detail: expect.stringMatching(/^api_token=… and more$/) },
      });
    });
  });

  /** Minutes of work that needs little memory. */
  const long = `{ tree }:
    let sum = builtins.foldl' (a: b: a + b) 0;
    in sum (builtins.genList (i: sum (builtins.genList (n: n + i) 10000)) 100000)`;

  it("stops an evaluation that takes too much time", async () => {
    expect(await evaluate(long, { timeoutSeconds: 1 })).toMatchObject({
      failure: { code: "evaluation-out-of-time", params: { seconds: 1 } },
    });
  });

  it("stops an evaluation that takes too much memory", async () => {
    const greedy = "{ tree }: builtins.deepSeq (builtins.genList (n: { a = toString n; }) 3000000) { }";
    expect(await evaluate(greedy, { memoryMiB: 64 })).toMatchObject({
      failure: { code: "evaluation-out-of-memory", params: { memoryMiB: 64 } },
    });
  });

  it("stops when the run is interrupted", async () => {
    await expect(evaluate(long, { signal: AbortSignal.timeout(300) })).rejects.toMatchObject({ name: "TimeoutError" });
  });
});
