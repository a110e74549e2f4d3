import type { DetailsInput, InstanceDetails, StateItem } from "@allotment/model";
import { probe, request, webFinger } from "../../shared/index.ts";
import type { Options } from "./options.ts";
import { generators, secretsOf } from "./secrets.ts";

/** What follows from where Pixelfed was placed. */
export function detailsOf(input: DetailsInput<Options>): InstanceDetails {
  const { slug, options, domains } = input;
  const site = `https://${domains.web}`;
  return {
    generators,
    secrets: secretsOf(input),
    accounts: ["pixelfed"],
    state: stateOf(input),
    // The first one answers without asking the database (Pixelfed HealthCheckController); the second reads it.
    health: [
      request(`${site}/api/service/health-check`, "web"),
      request(`${site}/api/v1/instance`, "database"),
      request(`${site}/login`, "sign-in"),
      webFinger(site, options.adminUsername, domains),
      probe("pixelfed", slug, "web", ["jobs"]),
    ],
    nodeInfo: `${site}/api/nodeinfo/2.0.json`,
    firstAdministrator: {
      component: "web",
      username: options.adminUsername,
      email: options.adminEmail ?? options.contactEmail,
      // Reads username, email, name and password as JSON from standard input. At a terminal Pixelfed's `user:create` asks
      // for them, and whether to make an administrator; that would also take the password as an argument, where every
      // process of the machine could read it.
      command: ["allotment-pixelfed-administrator"],
      password: { from: "input" },
    },
    commands: [],
  };
}

function stateOf({ bindings }: DetailsInput<Options>): StateItem[] {
  const bucket: StateItem[] = bindings["bucket"] ? [{ kind: "s3-bucket", role: "media", binding: "bucket" }] : [];
  return [
    { kind: "postgresql", role: "database", binding: "database" },
    {
      kind: "directory",
      role: "files",
      component: "web",
      path: "/var/lib/pixelfed",
      // Made anew by the setup unit at every start; `.env` also holds secrets.
      exclude: [".env", "storage/framework/cache", "storage/framework/views", "storage/logs"],
      hardLinks: false,
    },
    { kind: "redis", role: "cache", binding: "cache" },
    ...bucket,
  ];
}
