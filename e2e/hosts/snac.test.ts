/** snac on a machine without NixOS, built and started there: as a community and its apps meet it. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Configuration } from "@allotment/model";
import { renderTree } from "@allotment/nix-output";
import { loadLibrary } from "@allotment/nix-output/library";
import { writeTree } from "@allotment/nix-output/write";
import { makePlan } from "@allotment/planner";
import { plainInstance, sampleConfiguration, sampleInput } from "@allotment/planner/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hostsProblem, startHosts, type TestHost, type TestHosts } from "./index.ts";
import { environmentOn, must } from "./sample-hosts.ts";
import { askSnac, signInToSnac, type SnacSite } from "./snac-client.ts";

const problem = await hostsProblem();
const why = problem === null ? "" : ` (skipped: ${problem})`;
const password = "known-to-the-test";

/** The tree of a snac with these options, in the host, with the first password encrypted for it. */
async function bringTree(host: TestHost, options: Readonly<Record<string, unknown>>): Promise<void> {
  const sample = plainInstance("snac", 10);
  const talk = { ...sample, options: { ...sample.options, ...options } };
  const configuration: Configuration = {
    ...sampleConfiguration({ talk }),
    backups: { ...sampleConfiguration({}).backups, enabled: false },
  };
  const { description, diagnostics } = makePlan(sampleInput({ configuration, environment: environmentOn(host) }));
  if (!description) throw new Error(JSON.stringify(diagnostics));
  const recipients = "/etc/ssh/ssh_host_ed25519_key.pub";
  const ciphertext = await must(host, ["age", "--encrypt", "--armor", "--recipients-file", recipients], password);
  const folder = mkdtempSync(path.join(tmpdir(), "allotment-snac-tree-"));
  try {
    const tree = renderTree({ description, library: loadLibrary() });
    await writeTree(new Map([...tree, ["secrets/talk_administrator-password.age", ciphertext]]), folder);
    const archive = execFileSync("tar", ["--create", "--directory", folder, "."]).toString("base64");
    await must(host, ["rm", "-rf", "/srv/tree"]);
    await must(host, ["sh", "-c", "mkdir /srv/tree && base64 -d | tar --extract --directory /srv/tree"], archive);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function deploy(host: TestHost, options: Readonly<Record<string, unknown>>): Promise<void> {
  await bringTree(host, options);
  const built = await must(host, [
    "nix",
    "build",
    "--offline",
    "--no-link",
    "--print-out-paths",
    `path:/srv/tree#systems.${host.name}`,
  ]);
  await must(host, [`${built.trim()}/bin/apply`, "switch"]);
}

describe.skipIf(problem !== null)(`snac on a machine without NixOS${why}`, () => {
  let hosts: TestHosts;
  let site: SnacSite;
  const one = () => hosts.host("one");
  const domain = "talk.choir.example";
  const ask = async (where: string) =>
    JSON.parse((await askSnac(site, where)).body) as Readonly<Record<string, unknown>>;

  beforeAll(async () => {
    hosts = await startHosts({ set: "snac", names: ["one"] });
    await deploy(one(), { domain, title: "Choir", adminUsername: "anna" });
    const certificate = await one().readFile(`/var/lib/allotment/certificates/${domain}/fullchain.pem`);
    site = { host: domain, address: one().ipv4, certificate };
  }, 120_000);
  afterAll(() => hosts?.remove());

  test("says what it is under its own name, over TLS", async () => {
    expect(await ask("/.well-known/nodeinfo")).toMatchObject({ links: [{ href: `https://${domain}/nodeinfo_2_0` }] });
    expect(await ask("/nodeinfo_2_0")).toMatchObject({ software: { name: "snac" }, usage: { users: { total: 1 } } });
    expect(await ask("/api/v1/instance")).toMatchObject({ title: "Choir", contact_account: { username: "anna" } });
  });

  test("lets the first account in with the generated password only, and takes its posts", async () => {
    await expect(signInToSnac(site, "anna", "another")).rejects.toThrow("anna could not sign in");
    const anna = await signInToSnac(site, "anna", password);
    expect(await anna.whoAmI()).toBe("anna");
    const { id } = await anna.post("We sing on Tuesday");
    expect((await anna.read(id)).content).toContain("We sing on Tuesday");
    expect((await askSnac(site, "/anna")).body).toContain("We sing on Tuesday");
  });

  test("takes up a changed option, and keeps what people wrote", async () => {
    await deploy(one(), { domain, title: "The choir online", adminUsername: "anna", announcement: "Party" });
    await expect
      .poll(async () => (await ask("/api/v1/instance"))["title"], { timeout: 15_000 })
      .toBe("The choir online");
    expect((await askSnac(site, "/anna")).body).toContain("We sing on Tuesday");
    expect(await one().readFile("/var/lib/snac/announcement.txt")).toBe("Party");
    const anna = await signInToSnac(site, "anna", password);
    expect(await anna.whoAmI()).toBe("anna");
  }, 60_000);
});
