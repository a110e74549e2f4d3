import type { Binding, DetailsInput, InstanceDetails, Role, StateItem } from "@allotment/model";
import { probe, request, webFinger } from "../../shared/index.ts";
import { commandsOf } from "./commands.ts";
import type { Options } from "./options.ts";
import { generators, secretsOf } from "./secrets.ts";

/** What follows from where Mastodon was placed. */
export function detailsOf(input: DetailsInput<Options>): InstanceDetails {
  const { slug, domains, bindings, options } = input;
  const site = `https://${domains.web}`;
  return {
    generators,
    secrets: secretsOf(input),
    accounts: ["mastodon"],
    state: stateOf(bindings),
    health: [
      request(`${site}/health`, "web"),
      request(`${site}/api/v1/streaming/health`, "streaming"),
      request(`${site}/auth/sign_in`, "sign-in"),
      webFinger(site, options.adminUsername, domains),
      probe("mastodon", slug, "jobs", ["jobs", "database"]),
    ],
    nodeInfo: `${site}/nodeinfo/2.0`,
    firstAdministrator: {
      component: "web",
      username: options.adminUsername,
      email: options.adminEmail ?? options.contactEmail,
      command: createOwner(options),
      password: {
        from: "output",
        after: "New password: ",
        again: ["mastodon-tootctl", "accounts", "modify", options.adminUsername, "--reset-password"],
      },
    },
    commands: commandsOf(options),
  };
}

// Prints a random password; the address is joined to its flag so that it is never read as a flag.
function createOwner({ adminUsername, adminEmail, contactEmail }: Options): string[] {
  const email = `--email=${adminEmail ?? contactEmail}`;
  return ["mastodon-tootctl", "accounts", "create", adminUsername, email, "--confirmed", "--approve", "--role=Owner"];
}

// In the order in which a loss hurts (Mastodon documentation, backups). The secrets are kept with the configuration.
function stateOf(bindings: Readonly<Record<Role, Binding>>): StateItem[] {
  const media: StateItem = bindings["bucket"]
    ? { kind: "s3-bucket", role: "media", binding: "bucket" }
    : {
        kind: "directory",
        role: "media",
        component: "web",
        path: "/var/lib/mastodon/public-system",
        // Media of other servers: fetched again when somebody looks.
        exclude: ["/var/lib/mastodon/public-system/cache"],
        hardLinks: false,
      };
  return [
    { kind: "postgresql", role: "database", binding: "database" },
    media,
    { kind: "redis", role: "cache", binding: "cache" },
  ];
}
