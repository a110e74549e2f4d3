import {
  sumCapacity,
  type ComponentRequirement,
  type Domains,
  type MappingInput,
  type Requirements,
  type ResourceRequirement,
  type Role,
} from "@allotment/model";
import {
  bucketRequirement,
  databaseRequirement,
  domainsOf,
  fewMailsPerDay,
  mailRequirement,
  redisRequirement,
  webResources,
} from "../../shared/index.ts";
import type { Options } from "./options.ts";
import { httpPort, livePorts } from "./ports.ts";
import { registrationSettings } from "./registrations.ts";
import { sizeFor, type PeertubeSize } from "./sizing.ts";
import { videosGiB, workingDiskGiB } from "./storage.ts";
import { plannedStreams, threadsPerJob, workCapacity } from "./work.ts";

/** Largest request in MiB: an upload in one piece, as in the NixOS module's nginx (`client_max_body_size 12G`). */
const uploadMiBMax = 12 * 1024;

/** What PeerTube needs: one server process, PostgreSQL, Redis, mail, and a bucket where there is one. */
export function requirementsOf({ slug, options }: MappingInput<Options>): Requirements {
  const domains = domainsOf(options);
  const size = sizeFor(options.expectedActiveUsers);
  const resources = {
    ...storageOf(slug, options, size, domains),
    mail: mailRequirement("server", `notifications@${domains.web}`, fewMailsPerDay(options.expectedActiveUsers)),
    ...webResources({ domains, component: "server", websockets: true, bodyMiBMax: uploadMiBMax }),
  };
  return { domains, components: { server: serverOf(options, size, Object.keys(resources).sort()) }, resources };
}

function serverOf(options: Options, size: PeertubeSize, needs: readonly Role[]): ComponentRequirement {
  const { transcodingJobs, databaseConnections } = size;
  const ports = livePorts(options);
  const base = {
    cpuMillicores: size.serverMillicores,
    memoryMiB: size.serverMiB,
    diskGiB: workingDiskGiB(options),
  };
  return {
    capacity: sumCapacity([base, workCapacity(options, transcodingJobs)]),
    settings: {
      httpPort,
      transcodingJobs,
      transcodingThreads: threadsPerJob,
      databaseConnections,
      ...registrationSettings(options.registrations),
    },
    needs,
    // services.peertube exists once per NixOS system.
    claims: ["service:peertube", `tcp:${httpPort}`, ...ports.map((port) => `tcp:${port}`)],
    ...(ports.length > 0 ? { openPorts: { tcp: ports } } : {}),
    sizing: {
      code: "sizing.peertube.server",
      params: { activeUsers: options.expectedActiveUsers, jobs: transcodingJobs, streams: plannedStreams(options) },
    },
  };
}

/** Connections beside the pool: migrations, upstream's tools, a person at the console. */
const spareConnections = 5;

function storageOf(
  slug: string,
  options: Options,
  size: PeertubeSize,
  domains: Domains,
): Record<Role, ResourceRequirement> {
  return {
    database: databaseRequirement({
      application: "peertube",
      component: "server",
      versionMin: 14,
      extensions: ["pg_trgm", "unaccent"],
      connectionsMax: size.databaseConnections + spareConnections,
      capacity: { cpuMillicores: size.databaseMillicores, memoryMiB: size.databaseMiB, diskGiB: size.databaseGiB },
    }),
    // The job queues are in it.
    cache: redisRequirement({
      application: "peertube",
      component: "server",
      versionMin: "6.2",
      persistent: true,
      capacity: { cpuMillicores: 100, memoryMiB: size.redisMiB, diskGiB: 1 },
    }),
    bucket: bucketRequirement({ slug, component: "server", quotaGiB: videosGiB(options), mediaHost: domains.media }),
  };
}
