import type { DescribedMachine, Description, Environment, MachineOffer } from "@allotment/model";

/** A machine offer for tests; its key belongs to nobody. */
export const sampleOffer: MachineOffer = {
  placement: "dedicated",
  system: "x86_64-linux",
  cpuCores: 4,
  memoryMiB: 8192,
  diskGiB: 100,
  ipv4: "192.0.2.10",
  hostPublicKey: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJdD7y3aLq454yWBdwLWbieU1ebz9/cu7/QEXn9OIeZJ",
};

/** An environment with two machines in which nothing takes time. */
export function sampleEnvironment(): Environment {
  return {
    schemaVersion: 1,
    name: "Practice",
    orchestrator: "rehearsal",
    rehearsal: { seed: 7, stepMillisecondsMax: 0 },
    nixosRelease: "26.05",
    offers: { machine: { birch: sampleOffer, cedar: { ...sampleOffer, ipv4: "192.0.2.11" } } },
    policy: { placement: "machine-per-application" },
  };
}

/** What a sample description is like. */
export interface SampleOptions {
  readonly deployment?: string;
  /** Instances by slug, each with its machine. */
  readonly instances?: Readonly<Record<string, string>>;
  readonly greeting?: string;
}

/** A description of `hello` on machines, by default one on each of the two. */
export function sampleDescription(options: SampleOptions = {}): Description {
  const { deployment = "choir", instances = { left: "birch", right: "cedar" }, greeting = "Hello" } = options;
  const machines = [...new Set(Object.values(instances))];
  return {
    schemaVersion: 1,
    deployment,
    nixosRelease: "26.05",
    orchestrator: "rehearsal",
    digests: { configuration: "0".repeat(64), environment: "1".repeat(64), catalogue: "2".repeat(64) },
    machines: Object.fromEntries(machines.map((machine) => [machine, describedMachine(machine, instances)])),
    instances: Object.fromEntries(
      Object.entries(instances).map(([slug, machine]) => [slug, describedInstance(slug, machine, greeting)]),
    ),
    generators: {},
    secrets: {},
    dns: [],
    backups: null,
  };
}

function describedMachine(machine: string, instances: Readonly<Record<string, string>>): DescribedMachine {
  const none = { cpuMillicores: 0, memoryMiB: 0, diskGiB: 0 };
  return {
    offer: machine,
    system: "x86_64-linux",
    ipv4: "192.0.2.10",
    ipv6: null,
    hostPublicKey: sampleOffer.hostPublicKey,
    ssh: { user: "root", port: 22 },
    stateVersion: "26.05",
    hardware: { preset: "existing", disk: null },
    adminKeys: [],
    instances: Object.keys(instances).filter((slug) => instances[slug] === machine),
    capacity: { cpuMillicores: 4000, memoryMiB: 8192, diskGiB: 100 },
    reserved: none,
    used: none,
    firewall: { tcp: [22, 80, 443], udp: [] },
    postgresql: null,
  };
}

function describedInstance(slug: string, machine: string, greeting: string): Description["instances"][string] {
  return {
    application: "hello",
    moduleVersion: 1,
    version: "1",
    domains: { account: null, web: `${slug}.example.org`, media: null },
    options: { greeting },
    components: {
      web: { machine, capacity: { cpuMillicores: 100, memoryMiB: 64, diskGiB: 1 }, settings: {} },
    },
    bindings: {},
    state: [],
    health: [{ url: `https://${slug}.example.org/`, statuses: [200], purpose: "web" }],
    nodeInfo: null,
    firstAdministrator: null,
    commands: [],
  };
}
