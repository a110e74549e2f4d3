import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { sampleEnvironment } from "@allotment/planner/testing";
import type { Description, Environment } from "@allotment/model";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bundleOptions } from "../../../../scripts/lib/bundle.mjs";
import { findNix } from "../../../../scripts/lib/nix.mjs";
import { root } from "../../../../scripts/lib/root.mjs";

const withoutSsh = spawnSync("ssh-keygen", ["-l", "-f", "/nowhere"]).error !== undefined;
const nix = findNix();
const adminKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA admin";

describe.skipIf(withoutSsh)("allot install-kit", { timeout: 30_000 }, () => {
  const folder = mkdtempSync(path.join(tmpdir(), "allotment-kit-"));
  const program = ".cache/test/allot-kit.mjs";

  beforeAll(async () => {
    await build(bundleOptions({ entry: "apps/cli/src/main.ts", output: program }));
    writeFileSync(path.join(folder, "environment.json"), JSON.stringify(environmentWith()));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function environmentWith(hardware = { preset: "single-disk" as const, disk: "/dev/sda" }): Environment {
    const environment = sampleEnvironment("one-machine");
    const machines = Object.entries(environment.offers.machine).map(([name, offer]) => [name, { ...offer, hardware }]);
    return { ...environment, offers: { ...environment.offers, machine: Object.fromEntries(machines) } };
  }

  function allot(...words: string[]) {
    const argv = [path.join(root, program), "install-kit", ...words];
    const { status, stdout, stderr } = spawnSync(process.execPath, argv, { cwd: folder, encoding: "utf8" });
    return { status, stdout, stderr };
  }

  const made = (out: string, source = "environment.json", ...more: string[]) =>
    allot(source, "amber", "--out", out, "--admin-key", adminKey, ...more);
  const read = (...names: string[]) => readFileSync(path.join(folder, ...names), "utf8");
  const modeOf = (...names: string[]) => statSync(path.join(folder, ...names)).mode & 0o777;

  test("makes a host key that only its owner reads, says the public half, and keeps it from call to call", () => {
    const { status, stdout } = made("kit");
    expect(status).toBe(0);
    const key = path.join(folder, "kit/extra/etc/ssh/ssh_host_ed25519_key");
    const derived = execFileSync("ssh-keygen", ["-y", "-f", key], { encoding: "utf8" })
      .split(" ")
      .slice(0, 2)
      .join(" ");
    expect(stdout).toContain(`\n  ${derived}\n`);
    expect(read("kit/extra/etc/ssh/ssh_host_ed25519_key.pub")).toContain(derived);
    expect(modeOf("kit")).toBe(0o700);
    expect(modeOf("kit/extra/etc/ssh/ssh_host_ed25519_key")).toBe(0o600);
    // These become folders of the new system, which others there must be able to enter.
    expect([modeOf("kit/extra"), modeOf("kit/extra/etc"), modeOf("kit/extra/etc/ssh")]).toEqual([0o755, 0o755, 0o755]);
    expect(made("kit").stdout).toContain(derived);
  });

  test("has an empty system of that machine as a flake: its disk, its key, who may log in", () => {
    made("empty");
    const description = JSON.parse(read("empty/tree/deployment.json")) as Description;
    expect(description.machines["amber"]).toMatchObject({
      hardware: { preset: "single-disk", disk: "/dev/sda" },
      hostPublicKey: read("empty/extra/etc/ssh/ssh_host_ed25519_key.pub").split(" ").slice(0, 2).join(" "),
      adminKeys: [adminKey],
    });
    expect([description.instances, description.secrets]).toEqual([{}, {}]);
    expect(read("empty/tree/flake.nix")).toContain("nixosConfigurations");
    expect(read("empty/tree/nix/host/single-disk.nix")).toContain("disko.devices");
  });

  test.skipIf("reason" in nix)(
    "has a flake that Nix evaluates, against stubs: it boots, and lets the administrator in",
    () => {
      made("evaluated");
      const expression = "import ./nix/check { tree = ./.; }";
      const argv = ["--eval", "--strict", "--json", "-E", expression];
      const cwd = path.join(folder, "evaluated/tree");
      const said = execFileSync("instantiate" in nix ? nix.instantiate : "", argv, { cwd, encoding: "utf8" });
      expect(JSON.parse(said)).toMatchObject({
        amber: {
          disko: { devices: { disk: { main: { device: "/dev/sda" } } } },
          boot: { loader: { grub: { enable: true } } },
          services: { openssh: { enable: true } },
          users: { users: { root: { openssh: { authorizedKeys: { keys: [adminKey] } } } } },
        },
      });
    },
  );

  test("installs only after the warning was typed, and by the command that the README shows", () => {
    made("ask", "environment.json", "--target", "debian@192.0.2.77", "--port", "2222");
    const install = (answer: string) => {
      const bin = mkdtempSync(path.join(folder, "bin-"));
      writeFileSync(path.join(bin, "nix"), '#!/bin/sh\nprintf "ran: %s\\n" "$*"\n', { mode: 0o755 });
      const env = { PATH: `${bin}:/usr/bin:/bin` };
      return spawnSync("sh", [path.join(folder, "ask/install.sh")], { input: `${answer}\n`, encoding: "utf8", env });
    };
    for (const answer of ["", "yes", "erase birch"]) {
      const { status, stdout } = install(answer);
      expect({ status, stdout }).toMatchObject({ status: 1, stdout: expect.stringContaining("Nothing was done.") });
      expect(stdout).toContain("ERASES /dev/sda");
      expect(stdout).not.toContain("ran:");
    }
    const { stdout } = install("erase amber");
    const what = "--flake path:./tree#amber --target-host debian@192.0.2.77 -p 2222 --extra-files ./extra";
    expect(stdout).toMatch(/ran: .* run github:nix-community\/nixos-anywhere\/[0-9a-f]{40} -- /);
    expect(stdout).toContain(what);
    expect(read("ask/README.md")).toContain(what);
    expect(read("ask/README.md")).toContain("**This erases /dev/sda of debian@192.0.2.77.**");
  });

  test("has the private key in one file only, and in no argument", () => {
    made("secret");
    const [line = ""] = read("secret/extra/etc/ssh/ssh_host_ed25519_key").split("\n").slice(2);
    const files = readdirSync(path.join(folder, "secret"), { recursive: true, withFileTypes: true });
    const holding = files
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .filter((file) => readFileSync(file, "utf8").includes(line));
    expect(holding.map((file) => path.relative(folder, file))).toEqual(["secret/extra/etc/ssh/ssh_host_ed25519_key"]);
  });

  test("takes the tree of a deployment once it is made for the key of the kit, with all of its secrets", () => {
    made("first");
    const description = JSON.parse(read("first/tree/deployment.json")) as Description;
    const secret = { machines: ["amber"], path: "/run/agenix/social_key" };
    const tree = path.join(folder, "first/tree");
    writeFileSync(
      path.join(tree, "deployment.json"),
      JSON.stringify({ ...description, secrets: { "social/key": secret } }),
    );
    expect(made("second", tree).stderr).toContain("1 secrets of amber are not in this tree");
    writeFileSync(path.join(tree, "secrets/social_key.age"), "ciphertext");
    expect(made("second", tree).stderr).toContain("another host key");
    expect(existsSync(path.join(folder, "second/tree"))).toBe(false);
    cpSync(path.join(folder, "first/extra"), path.join(folder, "third/extra"), { recursive: true });
    expect(made("third", tree).status).toBe(0);
    expect(read("third/tree/secrets/social_key.age")).toBe("ciphertext");
    expect(read("third/README.md")).toContain("its secrets open with the key of this kit");
  });

  test.each([
    ["a machine that is not there", ["environment.json", "birch-of-nobody"], "has no machine"],
    ["nobody who could log in", ["environment.json", "amber"], "Nobody could log in"],
    [
      "an address that means something to a shell",
      ["environment.json", "amber", "--target", "root@$(id)"],
      "is no user",
    ],
  ])("is refused with %s", (_, words, sentence) => {
    const keys = sentence === "Nobody could log in" ? [] : ["--admin-key", adminKey];
    const { status, stderr } = allot(...words, "--out", "refused", ...keys);
    expect(status).toBe(1);
    expect(stderr).toContain(sentence);
  });
});
