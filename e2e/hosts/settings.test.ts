/** Settings in seconds: on a snac that runs on a host, and on a Mastodon whose own program is recorded. */
import { systemClock, type CheckContext } from "@allotment/engine";
import { runOnHost } from "@allotment/orchestrators";
import type { CheckResult } from "@allotment/store";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { settingsCheck } from "../../apps/worker/src/checks/settings.ts";
import { findNix } from "../../scripts/lib/nix.mjs";
import { hostsProblem, startHosts, type TestHosts } from "./index.ts";
import { must } from "./sample-hosts.ts";
import { askSnac, type SnacSite } from "./snac-client.ts";
import { snacGround, type SnacGround } from "./snac-ground.ts";

const nix = findNix();
const problem = "reason" in nix ? nix.reason : await hostsProblem();
const why = problem === null ? "" : ` (skipped: ${problem})`;
const domain = "talk.choir.example";
const done = { kind: "done" };

describe.skipIf(problem !== null)(`settings in seconds on a host${why}`, { timeout: 90_000 }, () => {
  let hosts: TestHosts;
  let ground: SnacGround;
  let site: SnacSite;
  const one = () => hosts.host("one");
  const sh = (script: string) => must(one(), ["sh", "-c", script]);
  const planned = (options: Readonly<Record<string, unknown>> = {}) =>
    ground.planned({ domain, title: "Choir", adminUsername: "anna", ...options });

  beforeAll(async () => {
    if ("reason" in nix) throw new Error(nix.reason);
    hosts = await startHosts({ set: "settings", names: ["one"] });
    ground = await snacGround(hosts, nix.folder, { switchSeconds: 20, confirmSeconds: 20 });
    site = { host: domain, address: one().ipv4 };
    await ground.deploy(planned());
  }, 120_000);
  afterAll(() => ground?.remove());

  /** What visitors and apps see. */
  async function seen() {
    const { title } = JSON.parse((await askSnac(site, "/api/v1/instance")).body) as { readonly title: string };
    return { title, front: (await askSnac(site, "/")).body };
  }

  async function generation(): Promise<string> {
    return must(one(), ["readlink", "/nix/var/nix/profiles/system"]);
  }

  /** What is seen inside, as the worker looks at it. */
  function look(): Promise<CheckResult<"settings">> {
    // Only what the handler reads of its context.
    const context = {
      check: { subject: "talk" },
      description: ground.deployed(),
      previous: null,
      clock: systemClock,
      signal: new AbortController().signal,
    } as unknown as CheckContext<"settings">;
    return settingsCheck({ run: runOnHost, keyFile: ground.keyFile })(context);
  }

  async function differences() {
    const { facts } = await look();
    if (facts?.answered !== true) throw new Error("it does not say what it holds");
    return facts.changed.map(({ option, here, inside }) => ({ option, here, inside }));
  }

  test("a title and what the front page shows change while it runs, and nothing is built or switched", async () => {
    const system = await generation();
    const wanted = planned({
      title: "The choir online",
      instanceTimeline: true,
      shortDescription: "We sing “loudly”.",
    });
    expect(await ground.set(wanted)).toEqual(done);
    const after = await seen();
    expect(after.title).toBe("The choir online");
    expect(after.front).toContain("We sing “loudly”.");
    expect(await generation()).toBe(system);
    expect(await differences()).toEqual([]);
  });

  test("what only its files say changes without a new start", async () => {
    const start = await sh("pgrep -x snac");
    expect(await ground.set(planned({ title: "The choir online", greeting: "<p>Hello %host%</p>" }))).toEqual(done);
    const again = await sh("pgrep -x snac");
    // The front page showed posts before, and that is a matter of server.json.
    expect(again).not.toBe(start);
    expect((await seen()).front).toContain(`<p>Hello ${domain}</p>`);
    const other = { title: "The choir online", greeting: "<p>Good evening</p>", blockedInstances: ["bad.example"] };
    expect(await ground.set(planned(other))).toEqual(done);
    expect((await seen()).front).toContain("<p>Good evening</p>");
    expect(await sh("snac is_blocked /var/lib/snac bad.example 2>&1; ls /var/lib/snac/block | wc -l")).toMatch(/1\n$/);
    expect(await sh("pgrep -x snac")).toBe(again);
  });

  test("they hold after a restart of the machine", async () => {
    await one().stop();
    await one().start();
    await expect
      .poll(async () => (await seen().catch(() => null))?.title, { timeout: 30_000 })
      .toBe("The choir online");
    expect((await seen()).front).toContain("<p>Good evening</p>");
    expect(await differences()).toEqual([]);
  });

  test("what was changed inside by hand is read back, and put back", async () => {
    const deployed = ground.deployed();
    await sh(
      `sed -i 's/"title":"[^"]*"/"title":"By hand"/' /var/lib/snac/server.json; rm /var/lib/snac/greeting.html; snac unblock /var/lib/snac bad.example || true`,
    );
    expect(await differences()).toEqual([
      { option: "title", here: "The choir online", inside: "By hand" },
      { option: "greeting", here: "<p>Good evening</p>", inside: null },
      { option: "blockedInstances", here: ["bad.example"], inside: null },
    ]);
    expect(await look()).toMatchObject({
      outcome: "healthy",
      findings: [{ code: "settings-changed-inside", params: { instance: "talk", count: 3 }, turn: "operator" }],
    });
    // What is deployed, once more.
    if (!deployed) throw new Error("something is deployed");
    expect(await ground.set(deployed)).toEqual(done);
    expect(await differences()).toEqual([]);
    expect((await seen()).title).toBe("The choir online");
  });

  test("a deployment that brings others makes them void, and one that keeps the machine's system settles them", async () => {
    const first = planned({ title: "Choir", threads: 20 });
    await ground.deploy(first);
    expect((await seen()).title).toBe("Choir");
    expect(await ground.set(planned({ title: "Set over it", threads: 20 }))).toEqual(done);
    expect((await seen()).title).toBe("Set over it");
    const system = await generation();
    await ground.deploy(first);
    expect(await generation()).toBe(system);
    expect((await seen()).title).toBe("Choir");
  });

  test("with which it does not start are not kept: the ones before hold again", async () => {
    const program =
      '#!/bin/sh\ncase $1$(cat /var/lib/snac/server.json) in httpd*broken*) exit 1 ;; esac\nexec /usr/bin/snac "$@"\n';
    await must(one(), ["tee", "/usr/local/bin/snac"], program);
    await sh("chmod 755 /usr/local/bin/snac");
    const result = await ground.set(planned({ title: "This one is broken", threads: 20 }));
    expect(result).toMatchObject({ kind: "failed", failure: { code: "settings-refused", retryable: false } });
    expect((await seen()).title).toBe("Choir");
    expect(await differences()).toEqual([]);
    await sh("rm /usr/local/bin/snac");
  });

  test("a command that hangs is ended with all its processes, and the next one goes on", async () => {
    await slow("sleep 611");
    const change = { environment: impatient() };
    const result = await ground.set(planned({ title: "Hanging", threads: 20 }), change);
    expect(result).toMatchObject({ kind: "failed", failure: { code: "settings-hang", params: { seconds: 2 } } });
    expect(await sh("pgrep -f '[s]leep 611' || echo none")).toBe("none\n");
    await quick();
    expect((await seen()).title).toBe("Choir");
    expect(await ground.set(planned({ title: "Going on", threads: 20 }))).toEqual(done);
    expect((await seen()).title).toBe("Going on");
  });

  test("while the machine is at something else they wait, and nothing is changed", async () => {
    const system = (await must(one(), ["readlink", "-f", "/run/current-system"])).trim();
    const times = ["--switch-seconds", "20", "--confirm-seconds", "4", "--fencing", "1000"];
    await must(one(), [`${system}/sw/bin/allotment-host`, "activate", "--run", "other", "--system", system, ...times]);
    const wanted = planned({ title: "Later", threads: 20 });
    expect(await ground.set(wanted, { fencing: 1001 })).toMatchObject({
      kind: "failed",
      failure: { code: "host-busy", retryable: true },
    });
    expect((await seen()).title).toBe("Going on");
    await expect.poll(() => ground.set(wanted, { fencing: 1001 }), { timeout: 30_000, interval: 500 }).toEqual(done);
    expect((await seen()).title).toBe("Later");
  });

  test("a machine that is cut off half way has them once it is asked again, and an older worker changes nothing", async () => {
    await slow("touch /run/slow-begun; sleep 3");
    const wanted = planned({ title: "Cut off", threads: 20 });
    const first = ground.set(wanted, { fencing: 1100 });
    await expect
      .poll(async () => (await one().run(["test", "-e", "/run/slow-begun"])).exitCode, { timeout: 10_000 })
      .toBe(0);
    await one().cutNetwork();
    expect(await first).toMatchObject({ kind: "failed", failure: { code: "host-unreachable", retryable: true } });
    await one().restoreNetwork();
    await quick();
    expect(await ground.set(wanted, { fencing: 1101 })).toEqual(done);
    expect((await seen()).title).toBe("Cut off");
    const stale = await ground.set(planned({ title: "Stale", threads: 20 }), { fencing: 1099 });
    expect(stale).toMatchObject({ kind: "failed", failure: { code: "stale-worker" } });
    expect((await seen()).title).toBe("Cut off");
  });

  test("on a full disk they are set from the room that is kept for it; without that nothing is changed", async () => {
    const first = planned({ title: "Written all the same", threads: 20 });
    await one().fillDisk();
    expect(await ground.set(first, { fencing: 1200 })).toEqual(done);
    expect((await seen()).title).toBe("Written all the same");
    expect(await differences()).toEqual([]);
    const second = planned({ title: "Written once there is room", threads: 20 });
    await one().fillDisk();
    expect(await ground.set(second, { fencing: 1201 })).toMatchObject({ kind: "failed" });
    expect((await seen()).title).toBe("Written all the same");
    expect(await differences()).toEqual([]);
    await one().freeDisk();
    expect(await ground.set(second, { fencing: 1202 })).toEqual(done);
    expect((await seen()).title).toBe("Written once there is room");
  });

  /** Has the program by which snac's settings are written take its time. */
  async function slow(work: string): Promise<void> {
    const program = `#!/bin/sh\ncase "$*" in *prepare.sh*settings) ${work} ;; esac\nexec /usr/bin/setpriv "$@"\n`;
    await must(one(), ["tee", "/usr/local/bin/setpriv"], program);
    await sh("chmod 755 /usr/local/bin/setpriv");
  }

  async function quick(): Promise<void> {
    await sh("rm /usr/local/bin/setpriv");
  }

  function impatient() {
    return { ...ground.environment, activation: { switchSeconds: 2, confirmSeconds: 20 } };
  }
});
