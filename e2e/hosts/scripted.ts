import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { sampleDescription, sampleEnvironment, sampleOffer } from "@allotment/engine/testing";
import type { DescribedMachine, Description, Environment } from "@allotment/model";
import { createNixosSsh, type NixosSshOptions } from "@allotment/orchestrators";
import { PhaseRun, type PhaseGround } from "@allotment/orchestrators/testing";
import { run } from "../../scripts/lib/run.mjs";
import type { TestHost, TestHosts } from "./index.ts";

/** Lines of shell that switching to a system runs first, by what a test wants of it. */
export const behaviours = {
  works: "ip link set eth0 up",
  fails: 'echo "the web server could not be started" >&2; exit 4',
  hangs: "sleep 600",
  isSlow: "sleep 4",
  cutsNetwork: "ip link set eth0 down",
  cannotBeBuilt: ": BUILD-FAILS",
} as const;

/** What a test machine's next system is like. */
export interface ScriptedSystem {
  readonly behaviour?: string;
  /** Anything that makes the system another one. */
  readonly greeting?: string;
  /** Bytes that lie in it. */
  readonly ballastBytes?: number;
  /** What the evaluation throws. */
  readonly thrown?: string;
}

/** What of a ground can be replaced. */
export interface GroundChange {
  /** Parts of the adapter's outside. */
  readonly outside?: NonNullable<NixosSshOptions["outside"]>;
  readonly activation?: NonNullable<Environment["activation"]>;
}

/** Test hosts with a deployer that installs scripted systems on them. */
export interface ScriptedGround extends PhaseGround {
  readonly hosts: TestHosts;
  /** A description of one application on each host. */
  readonly description: (systems?: Readonly<Record<string, ScriptedSystem>>) => Description;
  /** A run of it that takes up the generations which the machines have now. */
  readonly run: (name: string, systems?: Readonly<Record<string, ScriptedSystem>>) => Promise<PhaseRun>;
  /** Generation that a host's profile is at; null for none. */
  readonly generationOn: (host: string) => Promise<number | null>;
  /** Which system a host runs, by its greeting; empty for none. */
  readonly greetingOn: (host: string) => Promise<string>;
  /** Puts all hosts back to before their first deployment. */
  readonly forgetAll: () => Promise<void>;
  /** Lets the worker's key into all hosts, also those that were installed anew. */
  readonly letIn: () => Promise<void>;
  /** The same hosts with something else about the adapter. */
  readonly changed: (change: GroundChange) => ScriptedGround;
  readonly remove: () => Promise<void>;
}

const files = fileURLToPath(new URL("scripted/", import.meta.url));
const hostProgram = fileURLToPath(new URL("../../nix/host/activation/allotment-host.sh", import.meta.url));

/** Lets a new key into hosts, and makes an adapter that deploys to them with the Nix in this folder. */
export async function scriptedGround(hosts: TestHosts, nixFolder: string): Promise<ScriptedGround> {
  const folder = await mkdtemp(path.join(tmpdir(), "allotment-deploying-"));
  const keyFile = path.join(folder, "key");
  await run("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", keyFile]);
  const env = { ...process.env, ALLOTMENT_NIX: nixFolder, NIXPKGS: "" };
  const ground = groundWith({ folder: path.join(folder, "data"), keyFile, env }, hosts, folder);
  await ground.letIn();
  return ground;
}

function groundWith(
  adapter: NixosSshOptions,
  hosts: TestHosts,
  folder: string,
  activation: GroundChange["activation"] = { confirmSeconds: 20, switchSeconds: 30 },
): ScriptedGround {
  const ground: ScriptedGround = {
    hosts,
    orchestrator: createNixosSsh(adapter),
    get environment() {
      return { ...environmentOf(hosts.all), activation };
    },
    treeOf: async (description) => ({ folder: await writeTree(folder, description), commit: "0".repeat(40) }),
    description: (systems = {}) => describe(hosts.all, systems),
    run: async (name, systems) => {
      const previous = await Promise.all(hosts.all.map(async (host) => [host.name, await generationOn(host)] as const));
      return new PhaseRun(ground, ground.description(systems), name, Object.fromEntries(previous));
    },
    generationOn: (name) => generationOn(hosts.host(name)),
    greetingOn: (name) => greetingOn(hosts.host(name)),
    forgetAll: async () => void (await Promise.all(hosts.all.map(forget))),
    letIn: async () => hosts.authorize(await readFile(`${adapter.keyFile}.pub`, "utf8")),
    changed: (change) =>
      groundWith({ ...adapter, ...onlyOutside(change) }, hosts, folder, change.activation ?? activation),
    remove: async () => {
      await hosts.remove();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return ground;
}

function onlyOutside({ outside }: GroundChange): Pick<NixosSshOptions, "outside"> {
  return outside === undefined ? {} : { outside };
}

function environmentOf(hosts: readonly TestHost[]): Environment {
  const offers = hosts.map(({ name, ipv4, hostPublicKey }) => [name, { ...sampleOffer, ipv4, hostPublicKey }]);
  return {
    ...sampleEnvironment(),
    orchestrator: "nixos-ssh",
    publicNames: false,
    offers: { machine: Object.fromEntries(offers) },
  };
}

/** One instance on each host; its options say what the host's system does. */
function describe(hosts: readonly TestHost[], systems: Readonly<Record<string, ScriptedSystem>>): Description {
  const sample = sampleDescription({ instances: Object.fromEntries(hosts.map(({ name }) => [`on-${name}`, name])) });
  const system: DescribedMachine["system"] = process.arch === "arm64" ? "aarch64-linux" : "x86_64-linux";
  const machines = hosts.map(({ name, ipv4, hostPublicKey }) => [
    name,
    { ...must(sample.machines[name]), system, ipv4, hostPublicKey },
  ]);
  const instances = hosts.map(({ name }) => [
    `on-${name}`,
    { ...must(sample.instances[`on-${name}`]), options: { greeting: "Hello", ...systems[name] }, health: [] },
  ]);
  return {
    ...sample,
    orchestrator: "nixos-ssh",
    machines: Object.fromEntries(machines),
    instances: Object.fromEntries(instances),
  };
}

async function writeTree(folder: string, { machines, instances }: Description): Promise<string> {
  const tree = await mkdtemp(path.join(folder, "tree-"));
  const write = (name: string, content: string | Buffer) => writeFile(path.join(tree, name), content);
  for (const name of ["flake.nix", "build.sh", "units.sh"])
    await copyFile(path.join(files, name), path.join(tree, name));
  await copyFile(hostProgram, path.join(tree, "allotment-host.sh"));
  const script = await readFile(path.join(files, "switch.sh"), "utf8");
  const thrown: Record<string, string> = {};
  for (const machine of Object.keys(machines)) {
    const system: ScriptedSystem = instances[`on-${machine}`]?.options ?? {};
    const { behaviour = behaviours.works, greeting = "", ballastBytes = 0 } = system;
    await write(`switch-${machine}.sh`, script.replace("BEHAVIOUR", `# greeting: ${greeting}\n${behaviour}`));
    await write(`ballast-${machine}`, Buffer.alloc(ballastBytes, "x"));
    if (system.thrown !== undefined) thrown[machine] = system.thrown;
  }
  await write("deployment.json", JSON.stringify({ machines, thrown }));
  return tree;
}

async function generationOn(host: TestHost): Promise<number | null> {
  const { stdout } = await host.run(["readlink", "/nix/var/nix/profiles/system"]);
  const number = /system-(\d+)-link/.exec(stdout)?.[1];
  return number === undefined ? null : Number(number);
}

async function greetingOn(host: TestHost): Promise<string> {
  const { stdout } = await host.run(["cat", "/run/current-system/bin/switch-to-configuration"]);
  return /^# greeting: (.*)$/m.exec(stdout)?.[1] ?? "";
}

/** Ends what still goes on about an activation, and removes every trace of one. */
const forgetting = `
for file in /proc/[0-9]*/cmdline; do
  case $(tr '\\0' ' ' <"$file" 2>/dev/null) in
    *allotment-host*" keep "* | */bin/switch-to-configuration*) pid=\${file#/proc/}; kill -KILL "\${pid%/cmdline}" ;;
  esac
done
ip link set eth0 up
rm -rf /var/lib/allotment /nix/var/nix/profiles/system* /run/current-system /run/hello.state /usr/local/bin/nix-daemon
`;

async function forget(host: TestHost): Promise<void> {
  if ((await host.run(["true"])).exitCode !== 0) await host.start();
  await host.freeDisk();
  await host.restoreNetwork();
  // Over standard input, for it must not find itself.
  const { exitCode, stderr } = await host.run(["sh"], { input: forgetting });
  if (exitCode !== 0) throw new Error(`${host.name} could not be put back: ${stderr}`);
}

function must<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error("the sample lacks something");
  return value;
}
