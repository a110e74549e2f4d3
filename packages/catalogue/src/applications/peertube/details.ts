import type { DetailsInput, InstanceDetails, StateItem } from "@allotment/model";
import { request, webFinger } from "../../shared/index.ts";
import type { Options } from "./options.ts";
import { generators, secretsOf } from "./secrets.ts";

/** What follows from where PeerTube was placed. */
export function detailsOf(input: DetailsInput<Options>): InstanceDetails {
  const { slug, options, domains } = input;
  const site = `https://${domains.web}`;
  return {
    generators,
    secrets: secretsOf(input),
    accounts: ["peertube"],
    state: stateOf(input),
    // The first one answers whatever the database does; the others read it. PeerTube's own account answers to other servers.
    health: [
      request(`${site}/api/v1/ping`, "web"),
      request(`${site}/api/v1/videos?count=1`, "database"),
      request(`${site}/api/v1/oauth-clients/local`, "sign-in"),
      webFinger(site, "peertube", domains),
    ],
    nodeInfo: `${site}/nodeinfo/2.0.json`,
    // `root` is made at the first start, with the generated password from the service's environment file: there is
    // nothing to run.
    firstAdministrator: {
      component: "server",
      username: "root",
      email: options.adminEmail,
      command: [],
      password: { from: "generator", generator: `${slug}/root-password` },
    },
    commands: [],
  };
}

function stateOf({ bindings }: DetailsInput<Options>): StateItem[] {
  const bucket: StateItem[] = bindings["bucket"] ? [{ kind: "s3-bucket", role: "videos", binding: "bucket" }] : [];
  return [
    { kind: "postgresql", role: "database", binding: "database" },
    {
      kind: "directory",
      role: "files",
      component: "server",
      path: "/var/lib/peertube",
      // Written at every start (with secrets in it), downloaded again, other platforms' videos, or gone when done.
      exclude: [
        "config/local.yaml",
        "storage/bin",
        "storage/cache",
        "storage/logs",
        "storage/redundancy",
        "storage/tmp",
      ],
      hardLinks: false,
    },
    { kind: "redis", role: "cache", binding: "cache" },
    ...bucket,
  ];
}
