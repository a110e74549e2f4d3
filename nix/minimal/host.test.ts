/** A system without NixOS on a machine, as a worker deploys it. */
import type { SecretFile } from "@allotment/model";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hostsProblem } from "../../e2e/hosts/index.ts";
import { deployedHost, until, type DeployedHost } from "../testing/minimal-host.ts";
import { buildSystem, describeMinimal, machineName, treeOf, withOptions } from "../testing/minimal.ts";
import { nixPrograms, say, withoutNix } from "../testing/nix.ts";

const problem = withoutNix ?? (await hostsProblem());
const why = problem === null ? "" : ` (skipped: ${problem})`;
const url = "https://hello.choir.example/";

/** hello with units that tests can see, in place of its own. */
const withUnits = (units: string) => `context: { users = [ "practice" ]; units = ${units}; }\n`;

/** Refuses each name once, as systemd does shortly after a unit of that name has ended. */
const fakeSystemdRun = `#!/bin/sh
echo "$@" >>/run/systemd-run
for option in "$@"; do
  case $option in --unit=allotment-unit-*) name=\${option#--unit=} ;; esac
done
[ -z "\${name:-}" ] || [ -e "/run/refused-$name" ] || { : >"/run/refused-$name"; exit 1; }
while [ "\${1#--}" != "$1" ]; do shift; done
setsid "$@" </dev/null >/dev/null 2>&1 &
`;

describe.skipIf(problem !== null)(`on a machine${why}`, { timeout: 60_000 }, () => {
  let machine: DeployedHost;
  beforeAll(async () => {
    machine = await deployedHost("minimal");
  });
  afterAll(() => machine?.remove());

  const adminKey = `ssh-ed25519 ${"A".repeat(68)} admin`;
  const hello = (message: string) =>
    withOptions(describeMinimal(["hello"], { adminKeys: [adminKey] }), "hello", { message });
  const built = (message: string) => buildSystem(treeOf(hello(message)));
  const withTheseUnits = (units: string) =>
    buildSystem(treeOf(hello(""), { "nix/applications/hello/minimal.nix": withUnits(units) }));

  test("it serves its page over TLS, changes without a pause, and is there again after a power cut", async () => {
    const first = await machine.deploy("first", built("It works."));
    expect(first.values, first.text).toMatchObject({ state: "confirmed", generation: "1" });
    expect(await machine.fetch(url)).toMatchObject({ status: 200, body: expect.stringContaining("It works.") });
    expect((await machine.fetch(url.replace("https", "http"))).status).toBe(301);
    await machine.must("sh", "-c", "echo kept >/var/lib/hello/file");
    expect(await machine.fetch(`${url}files/file`)).toEqual({ status: 200, body: "kept\n" });

    const second = built("It changed.");
    const nginx = await machine.must("cat", "/run/allotment/nginx.pid");
    await machine.copy(second);
    const dry = await machine.must(`${second}/bin/switch-to-configuration`, "dry-activate");
    expect(dry).toBe("would reload the following units: nginx\n");
    // By the account that administers the machine, who becomes root for it.
    expect((await machine.deploy("second", second, "deploy")).values["state"]).toBe("confirmed");
    expect((await machine.fetch(url)).body).toContain("It changed.");
    expect(await machine.must("cat", "/run/allotment/nginx.pid")).toBe(nginx);

    await machine.host.stop();
    await machine.host.start();
    await until(async () => (await machine.fetch(url)).body.includes("It changed."), [true]);
    expect((await machine.ask("facts")).values).toMatchObject({ generation: "2", "activation-state": "confirmed" });
    expect((await machine.ask("units")).text).toBe("unit=nginx active\n");
  });

  test("keys of administrators come and go, others stay", async () => {
    const keys = () => machine.host.readFile("/root/.ssh/authorized_keys");
    expect(await keys()).toContain(adminKey);
    await machine.deploy("without-keys", buildSystem(treeOf(describeMinimal(["hello"]))));
    expect(await keys()).not.toContain(adminKey);
    expect(await keys()).toContain(machine.publicKey);
  });

  test("an administrator's links lead root to nobody else's file", async () => {
    const asCasual = (command: string) => machine.host.run(["su", "casual", "-s", "/bin/sh", "-c", command]);
    const keys = "/home/casual/.ssh/authorized_keys";
    const { ssh } = hello("").machines[machineName] ?? {};
    if (!ssh) throw new Error("the sample has no machine");
    const options = { adminKeys: [adminKey], ssh: { ...ssh, user: "casual" } };
    const system = (message: string) =>
      buildSystem(treeOf(withOptions(describeMinimal(["hello"], options), "hello", { message })));
    await machine.must("useradd", "--create-home", "casual");
    await machine.must("sh", "-c", "echo untouched >/srv/other");
    const file = () => machine.must("sh", "-c", "cat /srv/other; stat -c %U /srv/other");

    await asCasual(`mkdir ~/.ssh; ln -s /etc/ssh/ssh_host_ed25519_key ${keys}; ln -s /srv/other ${keys}.allotment`);
    expect((await machine.deploy("astray", system("Astray."))).values["state"]).toBe("rolled-back");
    expect((await asCasual("cat ~/.ssh/*")).stdout).not.toContain("PRIVATE KEY");
    expect(await file()).toBe("untouched\nroot\n");

    await asCasual(`rm ${keys}; echo "# own" >~/own; ln -s ~/own ${keys}`);
    expect((await machine.deploy("own-link", system("Own link."))).values["state"]).toBe("confirmed");
    expect(await machine.must("stat", "-c", "%U %G %a", keys)).toBe("casual casual 600\n");
    const marked = `# own\n# begin allotment\n${adminKey}\n# end allotment\n`;
    expect(await machine.must("cat", keys)).toBe(marked);
    expect(await file()).toBe("untouched\nroot\n");

    await asCasual(`mv ${keys} ~/all; ln -s /srv/other ${keys}`);
    await machine.must(`${system("Own link.")}/deactivate`);
    expect(await file()).toBe("untouched\nroot\n");
    await asCasual(`mv -f ~/all ${keys}`);
    await machine.must(`${system("Own link.")}/deactivate`);
    expect(await machine.must("cat", keys)).toBe("# own\n");
    expect((await machine.deploy("after-casual", built("It works."))).values["state"]).toBe("confirmed");
  });

  test("a secret that this machine cannot read stops the switch before anything changes", async () => {
    const description = hello("Unseen.");
    const secret: SecretFile = {
      machines: ["amber"],
      path: "/run/agenix/hello_word",
      owner: "root",
      group: "root",
      mode: "0400",
      restartUnits: [],
      format: "raw",
      parts: {},
    };
    const before = await machine.must("cat", "/run/allotment/nginx.pid");
    const broken = buildSystem(treeOf({ ...description, secrets: { "hello/word": secret } }));
    const ended = await machine.deploy("broken", broken);
    expect(ended.values).toMatchObject({ state: "rolled-back", reason: "switch-failed" });
    expect(ended.text).toContain("log=The secret hello/word could not be decrypted");
    expect((await machine.fetch(url)).body).not.toContain("Unseen.");
    expect(await machine.must("cat", "/run/allotment/nginx.pid")).toBe(before);
  });

  test("units run as their user, are restarted when they end, and only those that changed", async () => {
    const units = (greeting: string) => `{
      talker = {
        user = "practice";
        environment.GREETING = ${JSON.stringify(greeting)};
        prepare = [ "sh" "-c" "echo prepared by $USER: $GREETING" ];
        start = [ "sh" "-c" "sleep 600 & sleep 600" ];
      };
      quiet.start = [ "sleep" "600" ];
    }`;
    const pids = async () => ({
      talker: await machine.must("cat", "/run/allotment/units/talker/supervisor"),
      quiet: await machine.must("cat", "/run/allotment/units/quiet/supervisor"),
    });
    expect((await machine.deploy("units", withTheseUnits(units('it\'s "one"')))).values["state"]).toBe("confirmed");
    expect((await machine.ask("units")).text).toBe("unit=quiet active\nunit=talker active\n");
    expect(await machine.host.readFile("/var/log/allotment/talker.log")).toContain(
      'prepared by practice: it\'s "one"\n',
    );
    expect(await machine.must("ps", "-o", "comm=", "-u", "practice")).toBe("sh\nsleep\nsleep\n");
    const before = await pids();

    await machine.deploy("other-units", withTheseUnits(units("two")));
    const after = await pids();
    expect(after.quiet).toBe(before.quiet);
    expect(after.talker).not.toBe(before.talker);

    await machine.must("pkill", "-KILL", "-u", "practice");
    const log = () => machine.host.readFile("/var/log/allotment/talker.log");
    await until(async () => (await log()).split("prepared by practice: two").length, [3]);
    await until(async () => (await machine.ask("units")).text, ["unit=quiet active\nunit=talker active\n"]);
  });

  test("a unit that does not start takes the switch back, and what is taken away leaves no process", async () => {
    const failing = withTheseUnits(`{ weak = { user = "practice"; start = [ "sh" "-c" "echo no luck; exit 3" ]; }; }`);
    const ended = await machine.deploy("weak", failing);
    expect(ended.values).toMatchObject({ state: "rolled-back", exit: "4" });
    expect(ended.text).toContain("log=the following units failed: weak");
    expect(ended.text).toContain("log=weak: no luck");
    expect((await machine.ask("units")).text).toBe("unit=quiet active\nunit=talker active\n");

    expect((await machine.deploy("page-again", built("Again."))).values["state"]).toBe("confirmed");
    expect((await machine.host.run(["ps", "-o", "comm=", "-u", "practice"])).stdout).toBe("");
    expect((await machine.fetch(url)).body).toContain("Again.");
  });

  test("a disk that is full by the time of the confirmation keeps the machine neither from staying nor from going back", async () => {
    await machine.deploy("roomy", built("Before."));
    for (const { run, message, confirmed } of [
      { run: "full-unconfirmed", message: "Not for long.", confirmed: false },
      { run: "full-confirmed", message: "For good.", confirmed: true },
    ]) {
      const system = built(message);
      await machine.copy(system);
      const times = ["--switch-seconds", "30", "--confirm-seconds", confirmed ? "30" : "3"];
      const argv = ["activate", "--run", run, "--fencing", "1", "--system", system, ...times];
      await machine.must(`${system}/sw/bin/allotment-host`, ...argv);
      const state = async () => (await machine.ask("status", "--run", run)).values["state"];
      await until(state, ["switched"]);
      await machine.host.fillDisk();
      if (confirmed) await machine.ask("confirm", "--run", run, "--fencing", "1");
      expect(await until(state, ["confirmed", "rolled-back", "failed"])).toBe(confirmed ? "confirmed" : "rolled-back");
      expect((await machine.fetch(url)).body).toContain(confirmed ? message : "Before.");
      await machine.host.freeDisk();
    }
  });

  test("where systemd is, it keeps units apart from the connection, and starts everything at boot", async () => {
    const programs = { "systemd-run": fakeSystemdRun, systemctl: '#!/bin/sh\necho "$@" >>/run/systemctl\n' };
    for (const [name, text] of Object.entries(programs)) {
      await machine.host.run(["tee", `/usr/local/bin/${name}`], { input: text });
      await machine.must("chmod", "755", `/usr/local/bin/${name}`);
    }
    await machine.must("mkdir", "-p", "/run/systemd/system", "/etc/systemd/system");
    const asked = await machine.deploy("systemd", withTheseUnits(`{ quiet.start = [ "sleep" "601" ]; }`));
    expect(asked.values["state"]).toBe("confirmed");
    const started = await machine.host.readFile("/run/systemd-run");
    expect(started).toMatch(/--unit=allotment-activation-systemd .*--no-block/);
    expect(started).toMatch(/--collect --unit=allotment-unit-quiet --property=KillMode=mixed/);
    expect(await machine.host.readFile("/run/systemctl")).toContain("enable --quiet allotment.service");
    expect(await machine.host.readFile("/etc/systemd/system/allotment.service")).toContain(
      "ExecStart=/nix/var/nix/profiles/system/bin/switch-to-configuration test\n",
    );
    await machine.must("rm", "-r", "/run/systemd", "/etc/systemd/system");
  });

  test("the machine builds the same system by itself, without a sandbox", async () => {
    const tree = treeOf(hello("Built there."));
    for (const [file, content] of Object.entries(tree)) {
      const target = `/tmp/tree/${file}`;
      await machine.must("mkdir", "-p", target.slice(0, target.lastIndexOf("/")));
      await machine.host.run(["tee", target], { input: content });
    }
    const there = await machine.must(
      "nix",
      "build",
      "--offline",
      "--no-update-lock-file",
      "--no-link",
      "--print-out-paths",
      "path:/tmp/tree#systems.amber",
    );
    const here = buildSystem(tree);
    expect(there.trim()).toBe(here);
    const hash = (text: string) => /"narHash":"([^"]+)"/.exec(text)?.[1];
    expect(hash(await machine.must("nix", "path-info", "--json", here))).toBe(
      hash(say(nixPrograms().command, ["path-info", "--json", here]).stdout),
    );
  });
});
