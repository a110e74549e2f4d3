/** Key pairs, read by the programs that use such keys. */
import { createPrivateKey, createPublicKey } from "node:crypto";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Generator } from "@allotment/model";
import { afterAll, describe, expect, it } from "vitest";
import { generate } from "./generate.ts";

const folder = mkdtempSync(path.join(tmpdir(), "allotment-pairs-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const isThere = (program: string, flag: string) => spawnSync(program, [flag]).error === undefined;
const withoutOpenssl = !isThere("openssl", "version");
const withoutKeygen = !isThere("ssh-keygen", "--help");
const why = (missing: boolean, program: string) => (missing ? ` (skipped: ${program} not installed)` : "");

const about = { purpose: "test", rotation: "safe" } as const;

function pairOf(generator: Generator): { readonly publicHalf: string; readonly privateHalf: string } {
  const { public: publicHalf = "", private: privateHalf = "", value } = generate(generator);
  expect(value).toBeUndefined();
  return { publicHalf, privateHalf };
}

describe("a VAPID pair", () => {
  it("has halves of the lengths that browsers want, and they belong together", () => {
    const { publicHalf, privateHalf } = pairOf({ kind: "vapid", ...about });
    const bytes = Buffer.from(publicHalf, "base64url");
    expect([publicHalf.length, privateHalf.length, bytes.length, bytes[0]]).toEqual([87, 43, 65, 4]);
    const [x, y] = [bytes.subarray(1, 33).toString("base64url"), bytes.subarray(33).toString("base64url")];
    const key = createPrivateKey({ key: { kty: "EC", crv: "P-256", x, y, d: privateHalf }, format: "jwk" });
    expect(createPublicKey(key).export({ format: "jwk" })).toMatchObject({ x, y });
  });
});

describe("PEM pairs", () => {
  const pairs: [string, Generator, string][] = [
    ["RSA 2048", { kind: "rsa", bits: 2048, ...about }, "Private-Key: (2048 bit, 2 primes)"],
    ["RSA 3072", { kind: "rsa", bits: 3072, ...about }, "Private-Key: (3072 bit, 2 primes)"],
    ["Ed25519", { kind: "ed25519", format: "pem", ...about }, "ED25519 Private-Key:"],
  ];
  it.skipIf(withoutOpenssl).each(pairs)(
    `%s are read by openssl, and the halves belong together${why(withoutOpenssl, "openssl")}`,
    (_name, generator, said) => {
      const { publicHalf, privateHalf } = pairOf(generator);
      const openssl = (...argv: string[]) =>
        spawnSync("openssl", ["pkey", ...argv], { input: privateHalf, encoding: "utf8" }).stdout;
      expect(openssl("-noout", "-text")).toContain(said);
      expect(openssl("-pubout")).toBe(publicHalf);
    },
  );
});

describe("an OpenSSH pair", () => {
  it.skipIf(withoutKeygen)(
    `is read by ssh-keygen, and the halves belong together${why(withoutKeygen, "ssh-keygen")}`,
    () => {
      // Padding depends on nothing random, so one pair would do; several also vary the check number.
      for (let round = 0; round < 3; round += 1) {
        const { publicHalf, privateHalf } = pairOf({ kind: "ed25519", format: "openssh", ...about });
        const file = path.join(folder, `key-${round}`);
        writeFileSync(file, privateHalf);
        chmodSync(file, 0o600);
        const { stdout, stderr } = spawnSync("ssh-keygen", ["-y", "-f", file], { encoding: "utf8" });
        expect(stderr).toBe("");
        expect(stdout.trim()).toBe(publicHalf);
      }
    },
  );
});
