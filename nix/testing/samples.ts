import { applications } from "@allotment/catalogue";
import type { Configuration, Description, Environment, Policy } from "@allotment/model";
import { makePlan, type PlanInput } from "@allotment/planner";
import { plainInstance, sampleConfiguration, sampleEnvironment, sampleInput } from "@allotment/planner/testing";

type Instance = Configuration["applications"][string];

/** Instances with names and hosts that tests look for. */
const named: Readonly<Record<string, Instance>> = {
  hello: { application: "hello", options: { domain: "hello.choir.example" } },
  pictures: {
    application: "pixelfed",
    options: {
      domain: "pictures.choir.example",
      mediaDomain: "photos.choir.example",
      contactEmail: "us@choir.example",
    },
  },
  social: {
    application: "mastodon",
    options: {
      domain: "social.choir.example",
      accountDomain: "choir.example",
      mediaDomain: "files.choir.example",
      title: "Choir",
      contactEmail: "us@choir.example",
      adminUsername: "anna",
      search: true,
    },
  },
  videos: {
    application: "peertube",
    options: { domain: "videos.choir.example", mediaDomain: "watch.choir.example", adminEmail: "us@choir.example" },
  },
};

const unnamed = applications
  .map(({ id }) => id)
  .filter((id) => !Object.values(named).some(({ application }) => application === id));

/** One instance of each application of the catalogue, by slug, with what has no default. */
export const sampleInstances: Readonly<Record<string, Instance>> = {
  ...named,
  ...Object.fromEntries(unnamed.map((id) => [id, plainInstance(id, 50)])),
};

/** The policies that the golden files cover. */
export const policies = ["one-machine", "machine-per-application"] as const satisfies readonly Policy["placement"][];

/** The description of these instances, from the real planner. */
export function describeInstances(
  slugs: readonly string[],
  environment: Environment,
  change: Partial<PlanInput> = {},
): Description {
  const chosen = Object.entries(sampleInstances).filter(([slug]) => slugs.includes(slug));
  const configuration = sampleConfiguration(Object.fromEntries(chosen));
  const outcome = makePlan(sampleInput({ configuration, environment, ...change }));
  if (outcome.description) return outcome.description;
  throw new Error(`no description: ${JSON.stringify(outcome.diagnostics.filter((one) => one.severity === "error"))}`);
}

/** The same deployment in another state, as the planner describes it. */
export function inState(desired: "suspended" | "removed", deployed: Description): Description {
  const { description } = makePlan(sampleInput({ deployed, desired }));
  if (description) return description;
  throw new Error(`the sample cannot be ${desired}`);
}

const secret = (name: string) => ({ $secret: name });

/** An environment in which everything that can be elsewhere is elsewhere, and the machine is laid out by disko. */
export function sharedServicesEnvironment(): Environment {
  const environment = sampleEnvironment("machine-per-application");
  const machines = Object.entries(environment.offers.machine ?? {}).map(([name, machine]) => [
    name,
    {
      ...machine,
      hardware: { preset: "single-disk" as const, disk: "/dev/sda" },
      ssh: { user: "operator", port: 2222 },
    },
  ]);
  const prefer = { postgresql: ["cluster"], redis: ["cluster"], search: ["cluster"] };
  return {
    ...environment,
    policy: { ...environment.policy, prefer },
    offers: {
      ...environment.offers,
      machine: Object.fromEntries(machines),
      postgresql: {
        cluster: {
          host: "db.practice.example",
          version: 17,
          sslMode: "verify-full",
          databasesMax: 10,
          connectionsMax: 500,
          diskGiB: 500,
          adminUsername: "admin",
          adminPassword: secret("sample-database-password"),
        },
      },
      redis: {
        cluster: {
          host: "redis.practice.example",
          version: "7.2",
          portFirst: 7000,
          namespacesMax: 20,
          memoryMiB: 16_384,
        },
      },
      search: {
        cluster: { host: "search.practice.example", flavour: "opensearch", preset: "small_cluster" },
      },
      smtp: {
        relay: {
          host: "mail.practice.example",
          port: 465,
          security: "tls",
          username: "choir",
          password: secret("sample-mail-password"),
        },
      },
    },
  };
}

/** An environment without a bucket: media stays on the machine. */
export function withoutBucketEnvironment(): Environment {
  const environment = sampleEnvironment("machine-per-application");
  const { "s3-bucket": _, ...offers } = environment.offers;
  return { ...environment, offers };
}

/** What a description of machines that fetch their configuration is made with. */
export function pulling(method: "comin" | "auto-upgrade"): readonly [Environment, Partial<PlanInput>] {
  const environment: Environment = { ...sampleEnvironment(), orchestrator: "pull", pull: { method, pollSeconds: 300 } };
  return [environment, { publicUrl: "https://panel.choir.example" }];
}
