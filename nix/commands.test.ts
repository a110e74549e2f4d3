import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Description } from "@allotment/model";
import { sampleEnvironment } from "@allotment/planner/testing";
import { describe, expect, test } from "vitest";
import { evaluateAgainstStubs, withoutNix } from "./testing/nix.ts";
import { describeInstances, sharedServicesEnvironment } from "./testing/samples.ts";

interface Unit {
  readonly script?: string;
  readonly serviceConfig?: Readonly<Record<string, unknown>>;
}

interface Machine {
  readonly systemd: { readonly services: Readonly<Record<string, Unit>> };
  readonly services: {
    readonly openssh: Readonly<Record<string, unknown>>;
    readonly peertube?: { readonly settings: { readonly live: { readonly rtmps: Readonly<Record<string, unknown>> } } };
    readonly restic: { readonly backups: Readonly<Record<string, { readonly backupPrepareCommand: string }>> };
    readonly redis: {
      readonly servers: Readonly<Record<string, { readonly settings: Readonly<Record<string, unknown>> }>>;
    };
  };
}

function machineOf(description: Description): Machine {
  const [result = {}] = evaluateAgainstStubs<Readonly<Record<string, Machine>>>([description]);
  const [machine] = Object.values(result);
  if (!machine) throw new Error("there is a machine");
  return machine;
}

/**
 * Runs a unit's script as NixOS does, with programs that write down how they were called.
 *
 * @param statuses exit status of each program, by name
 */
function run(script: string, statuses: Readonly<Record<string, number>>, files: readonly string[] = []) {
  const folder = mkdtempSync(path.join(tmpdir(), "allotment-unit-"));
  try {
    const bin = path.join(folder, "bin");
    mkdirSync(bin);
    for (const [name, status] of Object.entries(statuses)) {
      const program = path.join(bin, name);
      writeFileSync(program, `#!/bin/sh\necho ${name} "$@" >> "${folder}/calls"\nexit ${status}\n`);
      chmodSync(program, 0o755);
    }
    writeFileSync(path.join(folder, "calls"), "");
    for (const file of files) writeFileSync(path.join(folder, file), "");
    const env = { PATH: `${bin}:/usr/bin:/bin`, STATE_DIRECTORY: folder };
    const { status } = spawnSync("bash", ["-e", "-c", script], { env, encoding: "utf8" });
    return { status, calls: readFileSync(path.join(folder, "calls"), "utf8").trim().split("\n") };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe.skipIf(withoutNix !== null)("settings commands", () => {
  const unit = machineOf(describeInstances(["social"], sampleEnvironment())).systemd.services[
    "allotment-settings-social"
  ];
  const script = unit?.script ?? "";
  const call = "allotment-settings hold social";

  test("hold what holds on this machine", () => {
    expect(run(script, { "allotment-settings": 0 })).toEqual({ status: 0, calls: [call] });
  });

  test("a setting that the application does not know stops neither the others nor the activation", () => {
    const { status, calls } = run(script, { "allotment-settings": 3 });
    expect({ status, calls }).toEqual({ status: unit?.serviceConfig?.["SuccessExitStatus"], calls: [call] });
  });

  test("anything else that fails is tried again a few times, and has then failed for all to see", () => {
    const { status, calls } = run(script, { "allotment-settings": 22, sleep: 0 });
    expect(status).toBe(22);
    expect(calls).toEqual([...Array.from({ length: 4 }, () => [call, "sleep 15"]).flat(), call]);
    expect(unit?.serviceConfig).not.toHaveProperty("Restart");
  });
});

describe.skipIf(withoutNix !== null)("a certificate that cannot be had yet", () => {
  const { services } = machineOf(describeInstances(["hello"], sampleEnvironment())).systemd;
  const unit = "acme-order-renew-hello.choir.example";
  const script = (services["allotment-certificates"]?.script ?? "")
    .replaceAll("/stub/systemd/bin/", "")
    .replaceAll("/var/lib/acme/hello.choir.example", "$STATE_DIRECTORY");

  test("does not make the switch fail, by the exit status that NixOS has for it", () => {
    expect(services[unit]?.serviceConfig?.["SuccessExitStatus"]).toBe("10 11");
  });

  test("is asked for again until it has come", () => {
    expect(run(script, { systemctl: 0 })).toEqual({ status: 0, calls: [`systemctl start --no-block ${unit}.service`] });
    expect(run(script, { systemctl: 0 }, ["acme-success"])).toEqual({ status: 0, calls: [""] });
  });
});

describe.skipIf(withoutNix !== null)("Mastodon's search", () => {
  const script = (description: Description) =>
    machineOf(description).systemd.services["allotment-mastodon-search"]?.script ?? "";
  const local = script(describeInstances(["social"], sampleEnvironment()));
  const full = "mastodon-tootctl search deploy";
  const mapping = "mastodon-tootctl search deploy --only-mapping";

  test("is made and filled the first time, and gets its mapping after that", () => {
    expect(run(local, { "mastodon-tootctl": 0 })).toEqual({ status: 0, calls: [full] });
    expect(run(local, { "mastodon-tootctl": 0 }, ["127.0.0.1_social"])).toEqual({ status: 0, calls: [mapping] });
  });

  test("is made anew where the mapping cannot be changed, and by another search service", () => {
    expect(run(local, { "mastodon-tootctl": 1 }, ["127.0.0.1_social"]).calls).toEqual([mapping, full]);
    const shared = script(describeInstances(["social"], sharedServicesEnvironment()));
    expect(run(shared, { "mastodon-tootctl": 0 }, ["127.0.0.1_social"]).calls).toEqual([full]);
  });
});

test.skipIf(withoutNix !== null)("a co-located Redis uses three quarters of what is planned for it", () => {
  const description = describeInstances(["social"], sampleEnvironment());
  const { capacity } = description.instances["social"]?.bindings["cache"]?.request ?? {};
  const planned = Number((capacity as { readonly memoryMiB: number }).memoryMiB);
  const { settings } = machineOf(description).services.redis.servers["mastodon"] ?? { settings: {} };
  expect(settings["maxmemory"]).toBe(`${Math.floor((planned * 3) / 4)}mb`);
});

test.skipIf(withoutNix !== null)("dumps are left for restic to compress", () => {
  for (const environment of [sampleEnvironment(), sharedServicesEnvironment()]) {
    const { backups } = machineOf(describeInstances(["social"], environment)).services.restic;
    expect(backups["allotment-social"]?.backupPrepareCommand).toMatch(/pg_dump '--format=custom' '--compress=0' /);
  }
});

test.skipIf(withoutNix !== null)("streams over TLS show the whole chain of the certificate", () => {
  const description = describeInstances(["videos"], sampleEnvironment());
  const videos = description.instances["videos"];
  if (!videos) throw new Error("there is a PeerTube");
  const options = { ...videos.options, live: true, rtmps: true };
  const { services } = machineOf({ ...description, instances: { videos: { ...videos, options } } });
  expect(services.peertube?.settings.live.rtmps).toMatchObject({
    cert_file: "/var/lib/acme/videos.choir.example/fullchain.pem",
    key_file: "/var/lib/acme/videos.choir.example/key.pem",
  });
});

test.skipIf(withoutNix !== null)(
  "Pixelfed's first administrator comes from standard input, by Pixelfed's own code",
  () => {
    const description = describeInstances(["pictures"], sampleEnvironment());
    const command = description.instances["pictures"]?.firstAdministrator?.command ?? [];
    expect(command).toHaveLength(1);
    const machine = machineOf(description) as Machine & { readonly environment: { readonly systemPackages: string[] } };
    const script = machine.environment.systemPackages.find((program) => program.startsWith(`/stub/${command[0]}{`));
    expect(script).toMatch(
      /cd \/stub\/pixelfed\nexec \S+\/runuser -u pixelfed -- \/stub\/php\/bin\/php \/nix\/store\/\S+-administrator\.php\n/,
    );
  },
);

test.skipIf(withoutNix !== null)("a machine opens to the described keys only, unless there are none", () => {
  const description = describeInstances(["hello"], sampleEnvironment());
  const withKeys = (adminKeys: readonly string[]) => {
    const machines = Object.entries(description.machines).map(([name, machine]) => [name, { ...machine, adminKeys }]);
    const machine = machineOf({ ...description, machines: Object.fromEntries(machines) });
    return machine.services.openssh;
  };
  expect(withKeys(["ssh-ed25519 AAAA admin"])).toMatchObject({ authorizedKeysInHomedir: false });
  expect(withKeys([])).toMatchObject({ authorizedKeysInHomedir: true });
});
