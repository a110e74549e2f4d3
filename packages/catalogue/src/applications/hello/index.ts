import type { ComponentRequirement, HelloOptions } from "@allotment/model";
import type schema from "../../../../../schemas/applications/hello/options.schema.json";
import { defineApplication, type Filled } from "../../define.ts";
import { domainsOf, probe, request, webResources } from "../../shared/index.ts";
import { manifest } from "./manifest.ts";

/** A process that works a queue of files. */
const jobs: ComponentRequirement = {
  capacity: { cpuMillicores: 20, memoryMiB: 16, diskGiB: 1 },
  settings: {},
  needs: [],
  claims: ["service:hello-jobs"],
  sizing: { code: "sizing.fixed", params: {} },
};

/**
 * The practice application: a machine, a virtual host with one page, and a folder of state. For first tries and tests;
 * it has everything an application module has, at the smallest size.
 */
export const hello = defineApplication<Filled<HelloOptions, typeof schema>>({
  id: "hello",
  version: 1,
  manifest,
  hosts: ["nixos", "minimal"],
  migrations: [],
  upgrades: { ladder: "any", downgrade: "restore", floors: [], notes: ["The page is part of the configuration."] },
  requirementsOf: ({ options }) => {
    const domains = domainsOf(options);
    return {
      domains,
      components: {
        web: {
          capacity: { cpuMillicores: 50, memoryMiB: 32, diskGiB: 1 },
          settings: {},
          needs: ["site", "dns-site"],
          claims: ["service:hello"],
          sizing: { code: "sizing.fixed", params: {} },
        },
        ...(options.jobs ? { jobs } : {}),
      },
      resources: webResources({ domains, component: "web", websockets: false, bodyMiBMax: 1 }),
    };
  },
  detailsOf: ({ slug, domains, options }) => ({
    generators: {},
    secrets: {},
    accounts: options.jobs ? ["hello-jobs"] : [],
    state: [
      { kind: "directory", role: "files", component: "web", path: "/var/lib/hello", exclude: [], hardLinks: false },
    ],
    health: [
      request(`https://${domains.web}/`, "web"),
      ...(options.jobs ? [probe("hello", slug, "jobs", ["jobs"])] : []),
    ],
    nodeInfo: null,
    firstAdministrator: null,
    commands: [],
  }),
});
