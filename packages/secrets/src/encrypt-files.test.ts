import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Description, SecretFile } from "@allotment/model";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { encryptFiles } from "./encrypt-files.ts";
import { keysOf, type WorkerKeys } from "./identity.ts";
import { sealTo } from "./seal.ts";
import { generateMissing, givenSecrets, openValues, wantedValues, type SecretValues } from "./values.ts";

const missing = ["age", "ssh-keygen"].filter((program) => spawnSync(program, ["--help"]).error !== undefined);
const why = missing.length > 0 ? ` (skipped: ${missing.join(" and ")} not installed)` : "";
const folder = mkdtempSync(path.join(tmpdir(), "allotment-age-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// Public keys of nobody, for tests that open nothing with them.
const hostKeys = {
  m1: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea",
  m2: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPWnnOmyQDb4ppvaBt04gUtVa+pxMlQ4ke5emFx5DVIM",
};

type Secrets = Pick<Description, "machines" | "secrets" | "generators" | "recoveryKeys">;

function descriptionOf(
  machines: Readonly<Record<string, string>>,
  secrets: Record<string, SecretFile>,
  recoveryKeys: string[] = [],
): Description {
  const described = Object.entries(machines).map(([name, hostPublicKey]) => [name, { hostPublicKey }]);
  const facts = { machines: Object.fromEntries(described), secrets, generators: {}, recoveryKeys };
  // Only what is read here.
  return facts satisfies Secrets as unknown as Description;
}

function rawFile(name: string, machines: string[]): SecretFile {
  const place = { path: `/run/agenix/${name}`, owner: "a", group: "a", mode: "0400", restartUnits: [] };
  return { ...place, machines, format: "raw", parts: { value: { given: "id1", of: "deployment", prefix: "p:" } } };
}

let keys: WorkerKeys;
let values: SecretValues;
beforeAll(async () => {
  keys = await keysOf(await generateX25519Identity());
  const owner = { kind: "deployment" } as const;
  const given = [{ id: "id1", name: "x", owner, ciphertext: await sealTo(keys.recipient, "hunter2") }];
  values = await openValues(keys, { generated: [], given });
});

describe("encrypted secret files", () => {
  it("stay the same while text and recipients do", async () => {
    const description = descriptionOf(hostKeys, { "a/one": rawFile("a_one", ["m1"]) });
    const first = await encryptFiles(description, { keys, values, kept: [] });
    expect(Object.keys(first.tree)).toEqual(["secrets/a_one.age"]);
    const again = await encryptFiles(description, { keys, values, kept: first.changed });
    expect(again).toEqual({ tree: first.tree, changed: [], diagnostics: [] });
    const commented = descriptionOf({ ...hostKeys, m1: `${hostKeys.m1} root@m1` }, description.secrets);
    expect((await encryptFiles(commented, { keys, values, kept: first.changed })).changed).toEqual([]);
  });

  it("are made anew for another machine or another value, only those", async () => {
    const secrets = { "a/one": rawFile("a_one", ["m1"]), "a/two": rawFile("a_two", ["m1"]) };
    const first = await encryptFiles(descriptionOf(hostKeys, secrets), { keys, values, kept: [] });
    const wider = { ...secrets, "a/two": rawFile("a_two", ["m1", "m2"]) };
    const second = await encryptFiles(descriptionOf(hostKeys, wider), { keys, values, kept: first.changed });
    expect(second.changed.map(({ file }) => file)).toEqual(["a/two"]);
    const changed: SecretValues = { valueOf: () => "other" };
    const third = await encryptFiles(descriptionOf(hostKeys, secrets), { keys, values: changed, kept: first.changed });
    expect(third.changed.map(({ file }) => file)).toEqual(["a/one", "a/two"]);
  });

  it("are made anew for a machine's new host key, only those that it reads", async () => {
    const secrets = { "a/one": rawFile("a_one", ["m1"]), "a/two": rawFile("a_two", ["m2"]) };
    const first = await encryptFiles(descriptionOf(hostKeys, secrets), { keys, values, kept: [] });
    const reinstalled = descriptionOf({ ...hostKeys, m1: hostKeys.m2 }, secrets);
    const second = await encryptFiles(reinstalled, { keys, values, kept: first.changed });
    expect(second.changed.map(({ file }) => file)).toEqual(["a/one"]);
    expect(second.tree["secrets/a_two.age"]).toBe(first.tree["secrets/a_two.age"]);
  });

  it("are made anew for other recovery keys, and again the same when those come back", async () => {
    const secrets = { "a/one": rawFile("a_one", ["m1"]) };
    const recovery = await identityToRecipient(await generateX25519Identity());
    const without = await encryptFiles(descriptionOf(hostKeys, secrets), { keys, values, kept: [] });
    const kept = [...without.changed];
    const withKey = await encryptFiles(descriptionOf(hostKeys, secrets, [recovery]), { keys, values, kept });
    expect(withKey.changed.map(({ file }) => file)).toEqual(["a/one"]);
    kept.push(...withKey.changed);
    const back = await encryptFiles(descriptionOf(hostKeys, secrets), { keys, values, kept });
    expect(back).toEqual({ tree: without.tree, changed: [], diagnostics: [] });
  });

  it("are not made for a recovery key that is none", async () => {
    const description = descriptionOf(hostKeys, { "a/one": rawFile("a_one", ["m1"]) }, [`age1${"q".repeat(58)}`]);
    const made = await encryptFiles(description, { keys, values, kept: [] });
    expect(made).toMatchObject({ tree: {}, diagnostics: [{ code: "recovery-key-unusable" }] });
  });

  it("are not made for a host key that is none", async () => {
    const [type, key = ""] = hostKeys.m1.split(" ");
    for (const wrong of ["", "ssh-rsa AAAA", `${type} ${key.slice(0, -4)}`, `${type} %%%%`]) {
      const description = descriptionOf({ m1: wrong }, { "a/one": rawFile("a_one", ["m1"]) });
      const made = await encryptFiles(description, { keys, values, kept: [] });
      expect(made.diagnostics).toMatchObject([{ code: "host-key-unusable", address: "machines.m1.hostPublicKey" }]);
      expect(made.tree).toEqual({});
    }
  });

  it("can always be opened by the worker", async () => {
    const description = descriptionOf(hostKeys, { "a/one": rawFile("a_one", ["m1", "m2"]) });
    const { tree } = await encryptFiles(description, { keys, values, kept: [] });
    const plain = await keys.open(tree["secrets/a_one.age"] ?? new Uint8Array());
    expect(Buffer.from(plain).toString()).toBe("p:hunter2");
    expect(givenSecrets(description)).toEqual([{ given: "id1", of: "deployment" }]);
  });

  it.skipIf(missing.length > 0)(
    `open with age on the machines that need them and with the recovery key, and on no other machine${why}`,
    async () => {
      const machines = Object.fromEntries(["m1", "m2", "m3"].map((name) => [name, newHostKey(name)]));
      const recovery = await generateX25519Identity();
      writeFileSync(path.join(folder, "recovery"), `${recovery}\n`, { mode: 0o600 });
      const recoveryKeys = [await identityToRecipient(recovery)];
      const description = descriptionOf(machines, { "a/one": rawFile("a_one", ["m1", "m2"]) }, recoveryKeys);
      const { tree } = await encryptFiles(description, { keys, values, kept: [] });
      const file = path.join(folder, "one.age");
      writeFileSync(file, tree["secrets/a_one.age"] ?? "");
      const open = (name: string) =>
        spawnSync("age", ["-d", "-i", path.join(folder, name), file], { encoding: "utf8", timeout: 10_000 });
      expect(open("m1")).toMatchObject({ status: 0, stdout: "p:hunter2" });
      expect(open("m2")).toMatchObject({ status: 0, stdout: "p:hunter2" });
      expect(open("m3")).toMatchObject({ status: 1, stdout: "" });
      expect(open("recovery")).toMatchObject({ status: 0, stdout: "p:hunter2" });
    },
  );
});

const about = { purpose: "test", rotation: "safe" } as const;
const hex = { kind: "hex", bytes: 16, ...about } as const;

describe("generated secrets", () => {
  it("are made where missing, sealed, and read back by output", async () => {
    const generators = { "a/key": hex, "a/push": { kind: "vapid", ...about } } as const;
    const present = [{ name: "a/key", number: 1 }];
    const made = await generateMissing(generators, { present, recipient: keys.recipient });
    expect(made.map(({ name }) => name)).toEqual(["a/push"]);
    const opened = await openValues(keys, { generated: made.map((one) => ({ id: "1", ...one })), given: [] });
    const half = (output: "public" | "private" | "value") => opened.valueOf({ generated: "a/push", output });
    expect([half("public")?.length, half("private")?.length, half("value")]).toEqual([87, 43, null]);
    expect(opened.valueOf({ given: "none", of: "deployment" })).toBeNull();
  });

  it("get a new value for a new number, and the old one stays for whoever wants it", async () => {
    const first = await generateMissing({ "a/key": hex }, { present: [], recipient: keys.recipient });
    const wanted = { "a/key": { ...hex, number: 2 } };
    const second = await generateMissing(wanted, { present: first, recipient: keys.recipient });
    const kept = [...first, ...second].map((one) => ({ id: "1", ...one }));
    expect(await generateMissing(wanted, { present: kept, recipient: keys.recipient })).toEqual([]);
    const valueIn = async (generators: Description["generators"]) =>
      (await openValues(keys, { generated: wantedValues(generators, kept), given: [] })).valueOf({
        generated: "a/key",
        output: "value",
      });
    const [old, fresh] = [await valueIn({ "a/key": hex }), await valueIn(wanted)];
    expect(old).toMatch(/^[0-9a-f]{32}$/);
    expect(fresh).toMatch(/^[0-9a-f]{32}$/);
    expect(fresh).not.toBe(old);
  });
});

describe("given secrets", () => {
  it("are opened only for a source that says whose they are", async () => {
    const ciphertext = await sealTo(keys.recipient, "the provider's");
    const given = [{ id: "relay", name: "x", owner: { kind: "environment" } as const, ciphertext }];
    const opened = await openValues(keys, { generated: [], given });
    expect(opened.valueOf({ given: "relay", of: "environment" })).toBe("the provider's");
    expect(opened.valueOf({ given: "relay", of: "deployment" })).toBeNull();
  });
});

function newHostKey(name: string): string {
  const file = path.join(folder, name);
  execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "", "-f", file]);
  return readFileSync(`${file}.pub`, "utf8").trim();
}
