import { describe, expect, it } from "vitest";
import { check, clipped } from "./checks.ts";
import { readFacts } from "./machine-facts.ts";
import { scannedKey } from "./machine-scan.ts";

describe("what comes from elsewhere", () => {
  it("is one short line that shows nothing but itself", () => {
    const hostile = `\u001b[2J550 no\r\n${"x".repeat(5000)}\u202e`;
    expect(clipped(hostile)).toMatch(/^550 no x{185,199}…$/);
    expect(check("a", "ok", { said: hostile }).params["said"]).toHaveLength(200);
  });

  it("is no host key unless it is exactly one", () => {
    const key = "A".repeat(68);
    expect(scannedKey(`# 192.0.2.10:22 SSH-2.0\n192.0.2.10 ssh-ed25519 ${key}\n`)).toMatchObject({
      hostPublicKey: `ssh-ed25519 ${key}`,
      fingerprint: expect.stringMatching(/^SHA256:[A-Za-z0-9+/]{43}$/),
    });
    for (const output of ["", `x ssh-rsa ${key}`, `x ssh-ed25519 ${key}AA`, `x ssh-ed25519 ${key}\u0007`]) {
      expect(scannedKey(output)).toBeNull();
    }
  });

  it("is no fact of a machine unless it is a number or a word that we know", () => {
    const facts = readFacts(
      "memory-mib=2048\ncpus=many\nnixos=perhaps\ndisk-mib=-5\nnix-version=2.26\u001b[0m\nnonsense\n",
    );
    expect(facts).toEqual({
      kernel: null,
      nixos: null,
      nixVersion: "2.26",
      memoryMiB: 2048,
      cpuCores: null,
      diskGiB: null,
      diskFreeGiB: null,
    });
  });
});
