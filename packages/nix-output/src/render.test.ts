import { hasSentence } from "@allotment/model";
import type { Description } from "@allotment/model";
import { describe, expect, test } from "vitest";
import { evaluationLevels, sayEvaluationLevel } from "./evaluation.ts";
import { renderTree, type Library } from "./render.ts";
import { ciphertextPath } from "./secrets.ts";

const digest = "0".repeat(64);
const library: Library = {
  files: new Map([["lib/default.nix", "{ }\n"]]),
  flakes: { "26.05": { flake: "{ }\n", lock: "{}\n" } },
  digest,
};
const nothing = { cpuMillicores: 0, memoryMiB: 0, diskGiB: 0 };
const description: Description = {
  schemaVersion: 1,
  deployment: "choir",
  nixosRelease: "26.05",
  orchestrator: "rehearsal",
  digests: { configuration: digest, environment: digest, catalogue: digest },
  machines: {
    amber: {
      offer: "amber",
      system: "x86_64-linux",
      ipv4: null,
      ipv6: null,
      hostPublicKey: "ssh-ed25519 AAAA",
      ssh: { user: "root", port: 22 },
      stateVersion: "26.05",
      hardware: { preset: "container", disk: null },
      adminKeys: [],
      instances: [],
      capacity: nothing,
      reserved: nothing,
      used: nothing,
      firewall: { tcp: [], udp: [] },
      postgresql: null,
    },
  },
  instances: {},
  generators: { "social/key": { kind: "hex", bytes: 32, purpose: "test", rotation: "safe" } },
  secrets: {
    "social/key": {
      machines: ["amber"],
      path: "/run/agenix/social_key",
      owner: "root",
      group: "root",
      mode: "0400",
      restartUnits: [],
      format: "raw",
      parts: { value: { generated: "social/key", output: "value" } },
    },
  },
  dns: [],
  backups: null,
};

describe("a rendered tree", () => {
  const tree = renderTree({ description, library });

  test("stands alone: flake, lock, description, library, manifest and a README that names each machine", () => {
    expect([...tree.keys()]).toEqual([
      "README.md",
      "deployment.json",
      "flake.lock",
      "flake.nix",
      "nix/lib/default.nix",
      "secrets/manifest.json",
      "secrets/missing.age",
    ]);
    expect(tree.get("README.md")).toContain(".#systems.amber\n");
    expect(JSON.parse(tree.get("deployment.json") ?? "")).toEqual(description);
  });

  test("tells how to install on a machine without NixOS, where it has one", () => {
    const amber = Object.values(description.machines)[0];
    if (!amber) throw new Error("the sample has no machine");
    const minimal = { ...amber, hardware: { preset: "minimal" as const, disk: null } };
    const readme = (machines: typeof description.machines) =>
      renderTree({ description: { ...description, machines }, library }).get("README.md");
    expect(readme({ amber: minimal })).toContain('"$system/bin/apply" switch');
    expect(readme({ amber: minimal })).not.toContain("nixos-rebuild");
    expect(readme({ amber, beryl: minimal })).toMatch(/nixos-rebuild switch[^]*without NixOS, as `beryl`/);
    expect(readme({ amber })).not.toContain("bin/apply");
  });

  test("holds what a machine says of its own hardware where the library looks for it, and nothing else there", () => {
    expect([...tree.keys()].filter((path) => path.startsWith("hardware/"))).toEqual([]);
    const { amber } = description.machines;
    if (amber === undefined) throw new Error("there is no amber");
    const module = '{ ... }: { boot.loader.grub.device = "/dev/sda"; }';
    const machines = { amber: { ...amber, hardware: { preset: "existing" as const, disk: null, module } } };
    expect(renderTree({ description: { ...description, machines }, library }).get("hardware/amber.nix")).toBe(
      `${module}\n`,
    );
  });

  test("says in the manifest who needs which secret, where its ciphertext belongs and what it is made of", () => {
    expect(JSON.parse(tree.get("secrets/manifest.json") ?? "")).toEqual({
      schemaVersion: 1,
      recipients: { amber: "ssh-ed25519 AAAA" },
      secrets: {
        "social/key": {
          file: "secrets/social_key.age",
          machines: ["amber"],
          format: "raw",
          parts: { value: { generated: "social/key", output: "value" } },
        },
      },
    });
    expect(ciphertextPath({ path: "/run/agenix/social_key" })).toBe("secrets/social_key.age");
  });

  test("does not depend on the order in which a description was written", () => {
    const { schemaVersion, ...rest } = description;
    const turned = renderTree({ description: { ...rest, schemaVersion }, library });
    expect([...turned]).toEqual([...tree]);
  });

  test("is refused where the library has no flake for the release", () => {
    expect(() => renderTree({ description, library: { ...library, flakes: {} } })).toThrow("26.05");
  });
});

test.each(evaluationLevels)("there is a sentence for the level %s", (level) => {
  expect(hasSentence(`run.evaluation.${level}`)).toBe(true);
  expect(sayEvaluationLevel(level)).not.toBe(`run.evaluation.${level}`);
});
