import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore, prepareDatabase, system } from "@allotment/store";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bundleOptions } from "../../../scripts/lib/bundle.mjs";

const withoutAge = spawnSync("age", ["--version"]).error !== undefined;

/** The program as people run it: one file, its exit status and what it prints. */
describe("allot", () => {
  const examples = join(import.meta.dirname, "../examples");
  let folder = "";

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "allot-test-"));
    cpSync(examples, folder, { recursive: true });
    // Inside the checkout, so that it finds the library.
    await build(bundleOptions({ entry: "apps/cli/src/main.ts", output: ".cache/test/allot.mjs" }));
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function allot(...words: string[]) {
    const program = join(import.meta.dirname, "../../../.cache/test/allot.mjs");
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...words], {
      cwd: folder,
      encoding: "utf8",
    });
    return { status, stdout, stderr };
  }

  function planOf(configuration: string, environment = "provider.yaml") {
    return allot("plan", "--configuration", configuration, "--environment", environment);
  }

  function changed(name: string, file: string, change: (text: string) => string): string {
    writeFileSync(join(folder, name), change(readFileSync(join(folder, file), "utf8")));
    return name;
  }

  test("prints the options schema of an application as JSON", () => {
    const { status, stdout } = allot("schema", "mastodon");
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ title: "Mastodon options", properties: { domain: { type: "string" } } });
  });

  test("names the applications there are when asked for another", () => {
    const { status, stderr } = allot("schema", "geocities");
    expect(status).toBe(1);
    expect(stderr).toContain("mastodon, pixelfed, peertube");
  });

  test("shows a plan with its changes, its reasons and what is for ever", () => {
    const { status, stdout } = planOf("choir.yaml");
    expect(status).toBe(0);
    expect(stdout).toContain("+ instances.social: Mastodon is installed as “social”.");
    expect(stdout).toContain("Goes to elm: the smallest one that takes it.");
    expect(stdout).toContain("social.choir.example is for ever");
  });

  test("plans on top of what is deployed: nothing changes, then exactly one option", () => {
    expect(
      allot("render", "--configuration", "choir.yaml", "--environment", "provider.yaml", "--out", "tree").status,
    ).toBe(0);
    const same = allot(
      "plan",
      "--configuration",
      "choir.yaml",
      "--environment",
      "provider.yaml",
      "--deployed",
      "tree/deployment.json",
      "--json",
    );
    expect(JSON.parse(same.stdout).plan.changes).toEqual([]);
    const file = changed("renamed.yaml", "choir.yaml", (text) =>
      text.replace("accountDomain:", "title: Our choir\n      accountDomain:"),
    );
    const one = allot(
      "plan",
      "--configuration",
      file,
      "--environment",
      "provider.yaml",
      "--deployed",
      "tree/deployment.json",
      "--json",
    );
    const addresses = JSON.parse(one.stdout).plan.changes.map((change: { address: string }) => change.address);
    expect(addresses).toEqual(["instances.social.options.title"]);
  });

  test("exits with 2 and says which dimension is short when it does not fit", () => {
    const small = changed("small.yaml", "provider.yaml", (text) =>
      text.replaceAll(/memoryMiB: (16384|8192)/g, "memoryMiB: 2048"),
    );
    const { status, stderr } = planOf("choir.yaml", small);
    expect(status).toBe(2);
    expect(stderr).toMatch(/Memory: short on 2 machines of 2, by at least [\d,]+ MiB/);
  });

  test.each([
    [
      "an unknown application",
      (text: string) => text.replace("application: mastodon", "application: geocities"),
      "applications.social.application",
    ],
    [
      "a wrong type",
      (text: string) => text.replace("expectedActiveUsers: 50", "expectedActiveUsers: many"),
      "applications.social.options.expectedActiveUsers",
    ],
    [
      "an unknown option",
      (text: string) => text.replace("adminUsername:", "adminNickname:"),
      "applications.social.options.adminNickname",
    ],
    [
      "a line break in a title",
      (text: string) => text.replace("adminUsername: alice", 'adminUsername: alice\n      title: "one\\ntwo"'),
      "applications.social.options.title",
    ],
    [
      "a title of a million characters",
      (text: string) =>
        text.replace("adminUsername: alice", `adminUsername: alice\n      title: ${"x".repeat(1_000_000)}`),
      "applications.social.options.title",
    ],
  ])("exits with 1 and names the field for %s", (_, change, field) => {
    const { status, stderr, stdout } = planOf(changed("wrong.yaml", "choir.yaml", change));
    expect(status).toBe(1);
    expect(stderr).toContain(`error: ${field}: `);
    expect(stderr.length).toBeLessThan(5_000);
    expect(stdout).toBe("");
  });

  test("says where malformed YAML is wrong", () => {
    const { status, stderr } = planOf(changed("broken.yaml", "choir.yaml", (text) => `${text}\n  - "unclosed\n`));
    expect(status).toBe(1);
    expect(stderr).toMatch(/^broken\.yaml, line \d+, column \d+: /);
  });

  test("refuses a document that unfolds without end", () => {
    const bomb = [
      "a: &a [x,x,x,x,x,x,x,x,x]",
      ..."bcdefghi"
        .split("")
        .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${"abcdefgh"[index]}`).join(",")}]`),
    ].join("\n");
    writeFileSync(join(folder, "bomb.yaml"), bomb);
    const { status, stderr } = planOf("bomb.yaml");
    expect(status).toBe(1);
    expect(stderr).toContain("bomb.yaml: it repeats parts by reference too often");
  });

  test("refuses a machine without any capacity, naming the field", () => {
    const { status, stderr } = planOf(
      "choir.yaml",
      changed("zero.yaml", "provider.yaml", (text) => text.replace("cpuCores: 8", "cpuCores: 0")),
    );
    expect(status).toBe(1);
    expect(stderr).toContain("offers.machine.oak.cpuCores");
  });

  test("never writes into a folder with other files in it", () => {
    mkdirSync(join(folder, "mine"));
    writeFileSync(join(folder, "mine/letter.txt"), "dear");
    const { status, stderr } = allot(
      "render",
      "--configuration",
      "choir.yaml",
      "--environment",
      "provider.yaml",
      "--out",
      "mine",
    );
    expect(status).toBe(1);
    expect(stderr).toContain("nothing was changed");
    expect(readFileSync(join(folder, "mine/letter.txt"), "utf8")).toBe("dear");
  });

  describe("account", () => {
    const data = () => join(folder, "data");
    const account = (...words: string[]) => allot("account", ...words, "--data", data());

    test("says that there is no installation where there is none", () => {
      const { status, stderr } = account("list");
      expect(status).toBe(1);
      expect(stderr).toContain(`${data()}: There is no database in this folder.`);
    });

    test("invites an operator by a link that works once, and makes the operator", async () => {
      prepareDatabase(data());
      const { status, stdout } = account("invite", "--operator", "The choir");
      expect(status).toBe(0);
      const token = /\/invitation\?token=(\S+)/.exec(stdout)?.[1] ?? "";
      const store = openStore({ folder: data() });
      const found = await store.invitations.find(system, { token });
      const operators = await store.operators.list(system, {});
      store.close();
      expect(found).toMatchObject({
        kind: "invite",
        userRole: "operator",
        memberRole: "owner",
        operatorId: operators[0]?.id,
      });
      expect(operators.map((one) => one.name)).toEqual(["The choir"]);
    });

    test("asks for whom an invitation is, and names an account that is not there", () => {
      expect(account("invite").stderr).toContain("either --operator NAME or --provider");
      expect(account("reset-password", "nobody").stderr).toContain("no account “nobody”");
    });
  });

  test("makes a recovery key once, the private half for the file alone", () => {
    const [first, second] = [allot("recovery-key"), allot("recovery-key")];
    expect(first.status).toBe(0);
    expect(first.stdout).toMatch(/^# public key: age1[a-z0-9]{58}\nAGE-SECRET-KEY-1[A-Z0-9]{58}\n$/m);
    expect(first.stderr).toContain("offline");
    expect(first.stderr).not.toMatch(/AGE-SECRET-KEY-1[A-Z0-9]{10}/);
    expect(second.stdout).not.toBe(first.stdout);
  });

  test.skipIf(withoutAge)(
    `makes a recovery key that Debian's age takes${withoutAge ? " (skipped: no age)" : ""}`,
    () => {
      const { stdout } = allot("recovery-key");
      writeFileSync(join(folder, "recovery.txt"), stdout);
      const recipient = /age1[a-z0-9]+/.exec(stdout)?.[0] ?? "";
      const sealed = spawnSync("age", ["-r", recipient], { input: "hunter2" }).stdout;
      const opened = spawnSync("age", ["-d", "-i", join(folder, "recovery.txt")], { input: sealed, encoding: "utf8" });
      expect(opened).toMatchObject({ status: 0, stdout: "hunter2" });
    },
  );
});
