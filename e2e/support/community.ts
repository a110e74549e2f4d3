import { readFile } from "node:fs/promises";
import type { Environment } from "@allotment/model";
import { expect } from "@playwright/test";
import { askSnac, type SnacAnswer } from "../hosts/snac-client.ts";
import type { TestHost, TestHosts } from "../hosts/index.ts";
import type { TestServices } from "../hosts/services.ts";
import type { Person } from "./people.ts";

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

/** Lets the worker in on all hosts, and offers them to every community. */
export async function offerHosts({ api }: Person, hosts: TestHosts, services: TestServices): Promise<void> {
  const { provider: facts } = await api.installation.get.query();
  await hosts.authorize(facts?.workerKey ?? "");
  const source = { document: { ...placeOn(hosts.all, services) } };
  const { id: environmentId } = await api.environment.create.mutate({ slug: "our-machines", source });
  const operatorIds = (await api.operator.list.query()).map(({ id }) => id);
  await api.environment.setOperators.mutate({ environmentId, operatorIds });
}

/** Asks sites as their visitors do: by the name servers' answer, and only with a certificate that the authority signed. */
export function visitorOf({
  caFile,
}: TestServices): (host: TestHost, site: string, path: string) => Promise<SnacAnswer> {
  return async (host, site, path) => {
    const certificate = await readFile(caFile, "utf8");
    return askSnac({ host: site, address: host.ipv4, certificate }, path);
  };
}

/** Waits until something is as it should be, asking again and again. @returns how long it took, in milliseconds */
export async function soon(look: () => Promise<boolean>, timeout: number): Promise<number> {
  const from = performance.now();
  await expect.poll(look, { timeout, intervals: [100] }).toBe(true);
  return performance.now() - from;
}
