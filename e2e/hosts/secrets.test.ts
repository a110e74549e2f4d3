/** Where secrets are after a real deployment: on the machine, for who reads them, and nowhere else. */
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { keysOf } from "@allotment/secrets";
import { system, type RunRecord } from "@allotment/store";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findNix } from "../../scripts/lib/nix.mjs";
import { hostsProblem, startHosts, type TestHost, type TestHosts } from "./index.ts";
import { filesWith, formsOf, gitContents, processesDuring } from "./secret-search.ts";
import { instance, reader, secretWorld, type SecretWorld } from "./secret-world.ts";

const nix = findNix();
const withoutAge = spawnSync("age", ["--version"]).error !== undefined ? "age is not installed" : null;
const problem = ("reason" in nix ? nix.reason : null) ?? withoutAge ?? (await hostsProblem());
const why = problem === null ? "" : ` (skipped: ${problem})`;

/** Recognisable, and another text in an address. */
const givenValue = (who: string) => `${who}/of+${randomBytes(18).toString("base64url")}=`;

describe.skipIf(problem !== null)(`secrets of a real deployment${why}`, () => {
  const folder = mkdtempSync(path.join(tmpdir(), "allotment-secrets-test-"));
  const started = path.join(folder, "started");
  let hosts: TestHosts;
  let host: TestHost;
  let scene: SecretWorld;
  let values: readonly string[];
  let forms: readonly string[];
  let processes: ReadonlySet<string>;
  let run: RunRecord;

  beforeAll(async () => {
    if ("reason" in nix) throw new Error(nix.reason);
    const recovery = spawnSync("age-keygen", [], { encoding: "utf8" }).stdout;
    writeFileSync(path.join(folder, "recovery.txt"), recovery, { mode: 0o600 });
    const recoveryKey = /public key: (age1\S+)/.exec(recovery)?.[1] ?? "";
    writeFileSync(started, "");
    hosts = await startHosts({ set: "secrets", names: ["amber"] });
    host = hosts.host("amber");
    const given = [givenValue("community"), givenValue("provider")] as const;
    scene = await secretWorld(host, { nixFolder: nix.folder, given, recoveryKey });
    processes = await processesDuring(async () => {
      run = await scene.run(scene.description(false));
    });
    values = [...scene.given, ...(await scene.generated())];
    forms = values.flatMap(formsOf);
  }, 240_000);
  afterAll(async () => {
    await scene?.remove();
    await hosts?.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Files of the host with one of the texts. The texts come by standard input, so that they are in no process there. */
  async function onHost(texts: readonly string[], folders: readonly string[]): Promise<string[]> {
    const argv = ["grep", "-rlaF", "--devices=skip", "-f", "-", ...folders];
    const { stdout } = await host.run(argv, { input: `${texts.join("\n")}\n` });
    return stdout
      .split("\n")
      .filter((line) => line !== "")
      .sort();
  }

  test("it succeeds, with secrets of every kind", () => {
    expect(run).toMatchObject({ state: "succeeded", lastError: null });
    // Two that people gave, the first password, and the five kinds that the test adds.
    expect(values).toHaveLength(8);
    expect(Math.min(...forms.map((form) => form.length))).toBeGreaterThan(12);
  });

  test("on the machine they are files of who reads them, and in nothing else of its disk or memory", async () => {
    const files = Object.values(scene.description(false).secrets);
    expect(files).toHaveLength(7);
    const { stdout } = await host.run(["stat", "-L", "-c", "%n %U %G 0%a", ...files.map((file) => file.path).sort()]);
    const wanted = files.map(({ path: file, owner, group, mode }) => `${file} ${owner} ${group} ${mode}`);
    expect(stdout.trim().split("\n")).toEqual(wanted.sort());
    const found = await onHost(forms, ["/nix", "/etc", "/var", "/home", "/root", "/tmp", "/run", "/srv", "/opt"]);
    expect(found.filter((file) => !file.startsWith("/run/agenix"))).toEqual([]);
    expect(found.length).toBeGreaterThanOrEqual(files.length);
    const other = await host.run(["cat", `/run/agenix/${instance}_hex`], { user: "deploy" });
    expect(other.exitCode).not.toBe(0);
  });

  test("what people gave arrives as it was given", async () => {
    const text = await host.readFile(`/run/agenix/${instance}_environment`);
    for (const value of scene.given) expect(text).toContain(value);
    expect(await host.readFile(`/run/agenix/${instance}_signing`)).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
  });

  test("in the worker's folder they are nowhere: database, log, trees, scratch", async () => {
    expect(filesWith(forms, [scene.folder])).toEqual([]);
    // What was searched is what it should be.
    const about = filesWith([scene.deploymentId], [scene.folder]).map((file) => path.basename(file));
    expect(about.some((file) => file.startsWith("allotment.sqlite"))).toBe(true);
    expect(readFileSync(path.join(scene.folder, "worker.log"), "utf8")).toContain("the worker is ready");
  });

  test("in the repository they are nowhere, in no commit", () => {
    const contents = gitContents(path.join(scene.folder, "trees/choir"));
    expect(forms.filter((form) => contents.includes(form))).toEqual([]);
    expect(contents.includes("age-encryption.org/v1")).toBe(true);
  });

  test("in the worker's Nix store they are nowhere", () => {
    const store = [path.join("folder" in nix ? nix.folder : "", "../store/nix"), "/nix"].find((one) => existsSync(one));
    const find = ["find", store ?? "", "-type", "f", "-newerct", `@${ageOf(started)}`, "-print0"];
    const made = spawnSync(find[0] ?? "", find.slice(1), { maxBuffer: 64 * 1024 ** 2 }).stdout;
    const grep = (texts: readonly string[]) => {
      writeFileSync(path.join(folder, "forms"), `${texts.join("\n")}\n`, { mode: 0o600 });
      const argv = ["-0", "grep", "-laF", "-f", path.join(folder, "forms"), "--"];
      return spawnSync("xargs", argv, { input: made, encoding: "utf8" }).stdout.split("\n").filter(Boolean);
    };
    expect(grep(forms)).toEqual([]);
    expect(grep(["age-encryption.org/v1"]).length).toBeGreaterThan(0);
  });

  test("in the arguments and environment of no process while it ran, here or on the machine", () => {
    const all = [...processes];
    expect(all.filter((text) => forms.some((form) => text.includes(form)))).toEqual([]);
    expect(all.some((text) => /(^|\/)ssh\0/.test(text))).toBe(true);
    expect(all.some((text) => text.includes("allotment-host"))).toBe(true);
  });

  test("Debian's age opens a file of the tree with the machine's host key, and with the recovery key", async () => {
    const clone = path.join(folder, "clone");
    spawnSync("git", ["clone", "--quiet", path.join(scene.folder, "trees/choir"), clone]);
    const file = path.join(clone, "secrets", `${instance}_environment.age`);
    const wanted = await host.readFile(`/run/agenix/${instance}_environment`);
    const opened = spawnSync("age", ["-d", "-i", path.join(folder, "recovery.txt"), file], { encoding: "utf8" });
    expect(opened).toMatchObject({ status: 0, stdout: wanted });
    const argv = ["sh", "-c", "base64 -d | age -d -i /etc/ssh/ssh_host_ed25519_key"];
    const there = await host.run(argv, { input: readFileSync(file).toString("base64") });
    expect(there).toMatchObject({ exitCode: 0, stdout: wanted });
    writeFileSync(path.join(folder, "stranger.txt"), identity(), { mode: 0o600 });
    const refused = spawnSync("age", ["-d", "-i", path.join(folder, "stranger.txt"), file], { encoding: "utf8" });
    expect(refused).toMatchObject({ status: 1, stdout: "" });
  });

  /** What a browser with a new link is shown, and the link's token. */
  async function claimed() {
    const { provider } = scene.world;
    const made = await store().claims.renew(provider, { deploymentId: scene.deploymentId, instance });
    if (!made.ok) throw new Error(made.conflict.code);
    const { token } = made.value;
    const browser = await keysOf(identity());
    const asked = await store().claims.reveal(system, { token, recipient: browser.recipient });
    if (!asked.ok) throw new Error(asked.conflict.code);
    const errandId = asked.value.id;
    const sealed = async () => (await store().claims.errand(system, { token, errandId }))?.result?.sealed ?? null;
    for (const deadline = Date.now() + 30_000; (await sealed()) === null && Date.now() < deadline; await sleep(100));
    const opened = await browser.open(Buffer.from((await sealed()) ?? "", "base64"));
    const shown = JSON.parse(new TextDecoder().decode(opened)) as { username: string; password: string };
    return { ...shown, token, recipient: browser.recipient };
  }

  test("the first administrator's password is shown to one browser, once, and is the machine's", async () => {
    const { password, token, recipient } = await claimed();
    expect(password).toBe(await host.readFile(`/run/agenix/${instance}_administrator-password`));
    expect(filesWith(formsOf(password), [scene.folder])).toEqual([]);
    const again = await store().claims.reveal(system, { token, recipient });
    expect(again).toEqual({ ok: false, conflict: { code: "claim-invalid" } });
  });

  test("a new value that cannot be installed leaves the old one in force", async () => {
    const file = `/run/agenix/${instance}_push`;
    const before = await host.readFile(file);
    await takesOnly(host, file);
    expect(await scene.run(scene.description(true))).toMatchObject({ state: "rolled-back" });
    expect(await host.readFile(file)).toBe(before);
    const kept = await store().secrets.generated(reader, { deploymentId: scene.deploymentId });
    expect(kept.filter(({ name }) => name === `${instance}/push`).map(({ number }) => number)).toEqual([1, 2]);
    await host.run(["rm", snacBefore]);
  }, 180_000);

  test("a new value reaches the machine, changes one file of the tree, and the old one is forgotten", async () => {
    const file = `/run/agenix/${instance}_push`;
    const before = await host.readFile(file);
    const tree = path.join(scene.folder, "trees/choir");
    const head = () => spawnSync("git", ["-C", tree, "rev-parse", "HEAD"], { encoding: "utf8" }).stdout.trim();
    const old = head();
    expect(await scene.run(scene.description(true))).toMatchObject({ state: "succeeded" });
    const after = await host.readFile(file);
    expect(after).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(after).not.toBe(before);
    const changed = spawnSync("git", ["-C", tree, "diff", "--name-only", old, head()], { encoding: "utf8" }).stdout;
    expect(changed.trim().split("\n")).toEqual(["deployment.json", `secrets/${instance}_push.age`]);
    const kept = await store().secrets.generated(reader, { deploymentId: scene.deploymentId });
    expect(kept.filter(({ name }) => name === `${instance}/push`).map(({ number }) => number)).toEqual([2]);
    expect(await onHost(formsOf(before), ["/run", "/nix", "/var"])).toEqual([]);
  }, 180_000);

  test("an administrator made by a command on the machine gets the password by standard input alone", async () => {
    const program = "#!/bin/sh\nid -un > /run/made-by\ncat > /run/made-from\nsleep 0.2\n";
    await host.run(["sh", "-c", 'cat > "$0" && chmod 755 "$0"', "/usr/local/bin/make-administrator"], {
      input: program,
    });
    expect(await scene.run(scene.description(true, ["make-administrator"]))).toMatchObject({ state: "succeeded" });
    const shown: { username: string; password: string }[] = [];
    const during = await processesDuring(async () => void shown.push(await claimed()));
    const [{ username, password } = { username: "", password: "" }] = shown;
    expect(password).toMatch(/^[A-Za-z0-9]{24}$/);
    expect(JSON.parse(await host.readFile("/run/made-from"))).toMatchObject({ username, password });
    expect((await host.readFile("/run/made-by")).trim()).toBe("root");
    const texts = [...during];
    expect(texts.some((text) => text.includes("make-administrator"))).toBe(true);
    expect(texts.filter((text) => formsOf(password).some((form) => text.includes(form)))).toEqual([]);
    expect(filesWith(formsOf(password), [scene.folder])).toEqual([]);
  }, 180_000);

  const store = () => scene.world.store;
});

/** Where a machine without NixOS finds another snac than Debian's. */
const snacBefore = "/usr/local/bin/snac";

/** From now on snac starts on this machine only while the secret is the one that it is now. */
async function takesOnly(host: TestHost, file: string): Promise<void> {
  const { stdout } = await host.run(["sha256sum", file]);
  const program = `#!/bin/sh\necho '${stdout.trim()}' | sha256sum --quiet -c - || exit 1\nexec /usr/bin/snac "$@"\n`;
  const made = await host.run(["sh", "-c", 'cat > "$0" && chmod 755 "$0"', snacBefore], { input: program });
  if (made.exitCode !== 0) throw new Error(made.stderr);
}

/** A key as a browser makes it. */
function identity(): string {
  return /AGE-SECRET-KEY-1\S+/.exec(spawnSync("age-keygen", [], { encoding: "utf8" }).stdout)?.[0] ?? "";
}

/** When a file was made, in seconds since 1970. */
function ageOf(file: string): number {
  return Math.floor(Number(spawnSync("stat", ["-c", "%Z", file], { encoding: "utf8" }).stdout));
}
