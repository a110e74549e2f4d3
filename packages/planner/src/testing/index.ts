/** Inputs for tests of what stands on the planner: the practice environment with fixed keys, and small configurations. */
import { applications, findApplication, recommendedOptions } from "@allotment/catalogue";
import type { Configuration, Environment, OptionSchema, Policy } from "@allotment/model";
import { nothingTaken, type PlanInput } from "../input.ts";
import { practiceEnvironment } from "../samples/practice.ts";

/** A well-formed host key that belongs to nobody. */
export function sampleHostKey(letter: string): string {
  return `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${letter.repeat(43)}`;
}

/** The practice environment with fixed keys and the given placement policy. */
export function sampleEnvironment(placement: Policy["placement"] = "machine-per-application"): Environment {
  const environment = practiceEnvironment({
    hostPublicKeys: ["A", "B", "C"].map(sampleHostKey),
    accessKeyId: "sample-access-key-id",
    secretAccessKey: "sample-secret-access-key",
  });
  return { ...environment, policy: { ...environment.policy, placement } };
}

/** Backups as the form starts with them. */
export const sampleBackups: Configuration["backups"] = {
  enabled: true,
  schedule: "daily",
  time: "02:30",
  retention: { daily: 7, weekly: 4, monthly: 6 },
};

/** A configuration of the given instances. */
export function sampleConfiguration(
  instances: Readonly<Record<string, Configuration["applications"][string]>>,
): Configuration {
  return { schemaVersion: 1, applications: { ...instances }, backups: sampleBackups };
}

/** One instance of each application with the options recommended for its size, as the form would start it. */
export const sampleInstances = {
  hello: (size: number) => sampleInstance("hello", size, { domain: "hello.choir.example" }),
  social: (size: number) =>
    sampleInstance("mastodon", size, {
      domain: "social.choir.example",
      accountDomain: "choir.example",
      mediaDomain: "files.choir.example",
      adminEmail: "alice@choir.example",
      adminUsername: "alice",
      contactEmail: "us@choir.example",
    }),
  pictures: (size: number) =>
    sampleInstance("pixelfed", size, {
      domain: "pictures.choir.example",
      mediaDomain: "pictures-files.choir.example",
      adminEmail: "alice@choir.example",
      adminUsername: "alice",
      contactEmail: "us@choir.example",
    }),
  videos: (size: number) =>
    sampleInstance("peertube", size, {
      domain: "videos.choir.example",
      mediaDomain: "videos-files.choir.example",
      adminEmail: "alice@choir.example",
    }),
} as const;

/**
 * An instance of any application of the catalogue: at `<id>.choir.example`, with what it cannot do without and what is
 * recommended for its size.
 *
 * @throws Error when it requires an option that is neither a host nor an e-mail address: such an application gets a
 *   sample of its own above
 */
export function plainInstance(application: string, size: number) {
  const { required = [], properties } = findApplication(application)?.optionsSchema ?? {};
  const values = required.map((name) => {
    const option: (OptionSchema & { readonly format?: string }) | undefined = properties?.[name];
    if (option?.["x-allotment"].domain === "web") return [name, `${application}.choir.example`];
    if (option?.format === "email") return [name, "us@choir.example"];
    throw new Error(`${application} has no sample, and ${name} is required`);
  });
  return sampleInstance(application, size, Object.fromEntries(values));
}

// Values for options that the application does not have are left out, so that one list serves all.
function sampleInstance(application: string, size: number, values: Readonly<Record<string, unknown>>) {
  const module = findApplication(application);
  if (!module) throw new Error(`there is no application ${application}`);
  const known = Object.entries(values).filter(([name]) => Object.hasOwn(module.optionsSchema.properties, name));
  return { application, options: { ...recommendedOptions(module, size), ...Object.fromEntries(known) } };
}

/** The input of a first plan in the practice environment; change what the test is about. */
export function sampleInput(change: Partial<PlanInput> = {}): PlanInput {
  return {
    deployment: "choir",
    configuration: sampleConfiguration({}),
    environment: sampleEnvironment(),
    applications,
    taken: nothingTaken,
    deployed: null,
    frozen: false,
    workerKeys: [],
    ...change,
  };
}
