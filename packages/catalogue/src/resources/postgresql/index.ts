import { secretPath, type PostgresqlOffer, type PostgresqlRequest, type PostgresqlResult } from "@allotment/model";
import { defineResource, frozenName, sharedName, type BindInput, type Bound } from "../resource.ts";

/** Major version that a NixOS release installs for new databases (nixpkgs: services.postgresql.package). */
const majorOfRelease = { "26.05": 17 } as const;

/** A PostgreSQL database: on the application's machine by socket, or in a shared cluster by password. */
export const postgresql = defineResource<PostgresqlRequest, PostgresqlOffer, PostgresqlResult>({
  type: "postgresql",
  withoutOffer: "co-located",
  holdsState: true,
  nameOf: ({ database }) => database,
  // One server for all databases of the machine.
  keptOn: () => ({ kind: "database", name: "/var/lib/postgresql" }),
  summary: "A PostgreSQL database of the application's own.",
  refusal: (request, offer, use) => {
    if (offer.version < request.versionMin) return "too-old";
    if (use.users >= offer.databasesMax) return "full";
    if (use.connections + request.connectionsMax > offer.connectionsMax) return "too-few-connections";
    if (use.diskGiB + request.capacity.diskGiB > offer.diskGiB) return "no-space";
    const missing = request.extensions.filter(
      (extension) => offer.extensions !== undefined && !offer.extensions.includes(extension),
    );
    return missing.length > 0 ? "missing-extension" : null;
  },
  bind: (input) => (input.offer ? shared(input, input.offer) : local(input)),
});

function local(input: BindInput<PostgresqlRequest, PostgresqlOffer>): Bound<PostgresqlResult> {
  const { request, previous, release } = input;
  const frozen = typeof previous?.["version"] === "number" ? previous["version"] : majorOfRelease[release];
  const result: PostgresqlResult = {
    host: "/run/postgresql",
    port: 5432,
    database: request.database,
    username: request.username,
    passwordFile: null,
    urlFile: null,
    sslMode: "disable",
    version: frozen,
  };
  return { result, secrets: {}, generators: {} };
}

function shared(input: BindInput<PostgresqlRequest, PostgresqlOffer>, offer: PostgresqlOffer): Bound<PostgresqlResult> {
  const { slug, role } = input;
  const name = frozenName(input.previous, "database") ?? sharedName(input, { separator: "_", lengthMax: 63 });
  const result: PostgresqlResult = {
    host: offer.host,
    port: offer.port ?? 5432,
    database: name,
    username: name,
    passwordFile: secretPath(slug, `${role}-password`),
    urlFile: null,
    sslMode: offer.sslMode,
    version: offer.version,
  };
  return {
    result,
    secrets: { password: { generated: `${slug}/${role}-password`, output: "value" } },
    generators: {
      [`${role}-password`]: { kind: "password", length: 40, purpose: "database-password", rotation: "never" },
    },
  };
}
