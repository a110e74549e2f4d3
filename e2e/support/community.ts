import { Resolver } from "node:dns/promises";
import { readFile } from "node:fs/promises";
import type { Environment } from "@allotment/model";
import { expect } from "@playwright/test";
import type { SnacSite } from "../hosts/snac-client.ts";
import type { TestHost, TestHosts } from "../hosts/index.ts";
import type { TestServices } from "../hosts/services.ts";
import type { Scene } from "./deployments.ts";
import { member, type Person } from "./people.ts";

const environmentSlug = "our-machines";

/** What the test hosts offer, with the test authorities in the place of Let's Encrypt's two. */
export function placeOn(hosts: readonly TestHost[], { acme }: TestServices): Environment {
  const offers = hosts.map(({ name, ipv4, hostPublicKey }) => [
    name,
    {
      placement: "dedicated",
      system: process.arch === "arm64" ? "aarch64-linux" : "x86_64-linux",
      cpuCores: 4,
      memoryMiB: 8192,
      diskGiB: 40,
      ipv4,
      hostPublicKey,
      hardware: { preset: "minimal" },
    } as const,
  ]);
  return {
    schemaVersion: 1,
    name: "Our machines",
    orchestrator: "nixos-ssh",
    nixosRelease: "26.05",
    offers: {
      machine: Object.fromEntries(offers),
      "http-ingress": {
        certificates: {
          acmeEmail: "hostmaster@provider.example",
          acmeServer: acme.production.directory,
          acmeStagingServer: acme.staging.directory,
        },
      },
    },
    policy: { placement: "machine-per-application" },
  };
}

/** Lets the worker in on all hosts, and offers those with these names to every community. */
export async function offerHosts(
  { api }: Person,
  hosts: TestHosts,
  services: TestServices,
  names: readonly string[],
): Promise<void> {
  const { provider: facts } = await api.installation.get.query();
  await hosts.authorize(facts?.workerKey ?? "");
  const machines = names.map((name) => hosts.host(name));
  const source = { document: { ...placeOn(machines, services) } };
  const { id: environmentId } = await api.environment.create.mutate({ slug: environmentSlug, source });
  const operatorIds = (await api.operator.list.query()).map(({ id }) => id);
  await api.environment.setOperators.mutate({ environmentId, operatorIds });
}

/**
 * A site as everybody gets there: by what the name servers answer, and only with a certificate that the authority signed.
 *
 * @throws Error where the name servers know no address for it
 */
export async function siteOf({ caFile, dns }: TestServices, name: string): Promise<SnacSite> {
  const resolver = new Resolver();
  resolver.setServers([dns.address]);
  const [address] = await resolver.resolve4(name);
  if (address === undefined) throw new Error(`${name} has no address.`);
  return { host: name, address, certificate: await readFile(caFile, "utf8") };
}

/** An owner of a new community, invited without a browser. */
export async function newOwner(provider: Person, community: string, username: string): Promise<Person> {
  const { id } = await provider.api.operator.create.mutate({ name: community });
  return member(provider, id, username);
}

/** The host on which an instance runs, in the environment with this short name. */
export async function hostOf({ api }: Person, hosts: TestHosts, instance: string): Promise<TestHost> {
  const { machines } = await api.environment.get.query({ slug: environmentSlug });
  const found = machines.find(({ applications }) => applications.includes(instance));
  return hosts.host(found?.machine ?? "");
}

/** A draft of one application without backups on the test hosts, made without a browser. */
export async function draftOn(
  { api }: Person,
  wanted: { readonly slug: string; readonly application: string; readonly options: Readonly<Record<string, unknown>> },
): Promise<Scene> {
  const { slug, application, options } = wanted;
  const mine = (await api.session.get.query())?.operators ?? [];
  // Providers belong to none; any will do for what they try out.
  const operatorId = (mine[0] ?? (await api.operator.list.query())[0])?.id ?? "";
  const environments = await api.environment.list.query({ operatorId });
  const environmentId = environments.find(({ practice }) => !practice)?.id ?? "";
  const place = { operatorId, environmentId, slug, title: slug };
  const applications = { [slug]: { application, options } };
  const { deploymentId, etag } = await api.deployment.create.mutate({ ...place, applications });
  const { document } = await api.draft.get.query({ deploymentId });
  await api.backup.set.mutate({ deploymentId, etag, backups: { ...document.backups, enabled: false } });
  return { deploymentId, slug };
}

/** Waits until something is as it should be, asking again and again. @returns how long it took, in milliseconds */
export async function soon(look: () => Promise<boolean>, timeout: number): Promise<number> {
  const from = performance.now();
  await expect.poll(look, { timeout, intervals: [100] }).toBe(true);
  return performance.now() - from;
}
