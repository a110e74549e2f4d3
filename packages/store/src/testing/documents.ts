import {
  type Configuration,
  type Description,
  type Diagnostic,
  digestOf,
  type Environment,
  type FirstAdministrator,
  type Plan,
  warningAt,
} from "@allotment/model";

/** A configuration with one `hello`; `title` makes it another one. */
export function sampleConfiguration(title = "Hello"): Configuration {
  return {
    schemaVersion: 1,
    applications: { hello: { application: "hello", options: { title } } },
    backups: {
      enabled: true,
      schedule: "daily",
      time: "02:30",
      retention: { daily: 7, weekly: 4, monthly: 6 },
    },
  };
}

/** An environment to practise in, without offers that matter to the store. */
export function sampleEnvironment(name = "Practice"): Environment {
  return {
    schemaVersion: 1,
    name,
    description: "Nothing is installed here.",
    orchestrator: "rehearsal",
    nixosRelease: "26.05",
    offers: { machine: {} },
    policy: { placement: "one-machine" },
  };
}

/** What a sample description is made of. */
export interface DescriptionFacts {
  readonly deployment: string;
  readonly configuration: Configuration;
  readonly environment: Environment;
  readonly machines: readonly string[];
  readonly web: string;
  readonly account?: string | null;
  /** Resources of the `hello` by role. */
  readonly bindings?: Description["instances"][string]["bindings"];
  /** Secrets that are made, by path. */
  readonly generators?: Description["generators"];
  /** Files that hold secrets, by path. */
  readonly secrets?: Description["secrets"];
  /** Of the `hello`. */
  readonly firstAdministrator?: FirstAdministrator;
  readonly pull?: Description["pull"];
}

const capacity = { cpuMillicores: 2000, memoryMiB: 4096, diskGiB: 40 };
const nothing = { cpuMillicores: 0, memoryMiB: 0, diskGiB: 0 };

/** A description with one `hello` on the first machine and a backup repository. */
export function sampleDescription(facts: DescriptionFacts): Description {
  const {
    deployment,
    configuration,
    environment,
    machines,
    web,
    account = null,
    bindings = {},
    generators = {},
  } = facts;
  return {
    schemaVersion: 1,
    deployment,
    nixosRelease: "26.05",
    orchestrator: environment.orchestrator,
    digests: {
      configuration: digestOf(configuration),
      environment: digestOf(environment),
      catalogue: digestOf("catalogue"),
    },
    machines: Object.fromEntries(machines.map((name) => [name, sampleMachine(name)])),
    instances: {
      hello: {
        ...sampleInstance({ account, web, media: null }),
        bindings,
        firstAdministrator: facts.firstAdministrator ?? null,
      },
    },
    generators,
    ...(facts.pull && { pull: facts.pull }),
    secrets: facts.secrets ?? {},
    dns: [],
    backups: {
      offer: "store",
      quotaGiB: 20,
      schedule: "daily",
      time: "02:30",
      retention: { daily: 7, weekly: 4, monthly: 6 },
      result: {
        repository: `s3:https://s3.example.org/backup-${deployment}`,
        endpoint: "https://s3.example.org",
        bucket: `backup-${deployment}`,
        region: "eu-1",
        passwordFile: "/run/agenix/deployment-backup-key",
        environmentFile: "/run/agenix/deployment-backup-storage",
      },
    },
  };
}

function sampleMachine(offer: string): Description["machines"][string] {
  return {
    offer,
    system: "x86_64-linux",
    ipv4: "192.0.2.1",
    ipv6: null,
    hostPublicKey: "ssh-ed25519 AAAA",
    ssh: { user: "root", port: 22 },
    stateVersion: "26.05",
    hardware: { preset: "existing", disk: null },
    adminKeys: [],
    instances: ["hello"],
    capacity,
    reserved: nothing,
    used: nothing,
    firewall: { tcp: [80, 443], udp: [] },
    postgresql: null,
  };
}

function sampleInstance(domains: Description["instances"][string]["domains"]): Description["instances"][string] {
  return {
    application: "hello",
    moduleVersion: 1,
    version: "1.0",
    domains,
    options: {},
    components: {},
    bindings: {},
    state: [],
    health: [],
    nodeInfo: null,
    firstAdministrator: null,
    commands: [],
  };
}

/** A plan that leads to a description. */
export function samplePlan(
  description: Description,
  { parent, warnings = [] }: Readonly<{ parent: string | null; warnings?: readonly string[] }>,
): Plan {
  const diagnostics: Diagnostic[] = warnings.map((code) => warningAt("applications.hello", code));
  return {
    schemaVersion: 1,
    deployment: description.deployment,
    parent,
    description: digestOf(description),
    digests: description.digests,
    effect: "restart",
    changes: [],
    capacity: [],
    report: [],
    diagnostics,
  };
}
