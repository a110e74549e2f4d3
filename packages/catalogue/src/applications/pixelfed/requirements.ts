import type {
  ComponentRequirement,
  Domains,
  MappingInput,
  Requirements,
  ResourceRequirement,
  Role,
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
import { registrationSettings } from "./registrations.ts";
import { jobMemoryMiB, sizeFor, webMemoryMiB, type PixelfedSize } from "./sizing.ts";
import { mediaGiB, uploadMiBMax } from "./storage.ts";

/** What Pixelfed needs: php-fpm, Horizon with the scheduler, PostgreSQL, Redis, mail, and a bucket where there is one. */
export function requirementsOf({ slug, options }: MappingInput<Options>): Requirements {
  const domains = domainsOf(options);
  const size = sizeFor(options.expectedActiveUsers);
  const resources = {
    ...storageOf(slug, options, size, domains),
    mail: mailRequirement("web", `notifications@${domains.web}`, fewMailsPerDay(options.expectedActiveUsers)),
    ...webResources({ domains, component: "web", websockets: false, bodyMiBMax: uploadMiBMax(options) }),
  };
  const needs = Object.keys(resources).sort();
  return {
    domains,
    components: { web: webOf(options, size, needs), jobs: jobsOf(options, size) },
    resources,
  };
}

function webOf(options: Options, size: PixelfedSize, needs: readonly Role[]): ComponentRequirement {
  const { phpProcesses } = size;
  return {
    // Disk: the application's caches, logs and uploads on their way.
    capacity: { cpuMillicores: size.webMillicores, memoryMiB: webMemoryMiB(size), diskGiB: 5 },
    settings: { phpProcesses, uploadMiBMax: uploadMiBMax(options), ...registrationSettings(options.registrations) },
    needs,
    // services.pixelfed exists once per NixOS system.
    claims: ["service:pixelfed"],
    sizing: {
      code: "sizing.pixelfed.web",
      params: { activeUsers: options.expectedActiveUsers, processes: phpProcesses },
    },
  };
}

function jobsOf(options: Options, size: PixelfedSize): ComponentRequirement {
  const { jobProcesses } = size;
  return {
    capacity: { cpuMillicores: size.jobMillicores, memoryMiB: jobMemoryMiB(size, options), diskGiB: 1 },
    // Laravel's scheduler wants to be asked every minute; the NixOS module asks once a day unless told otherwise.
    settings: { horizonProcessesMax: jobProcesses, schedulerIntervalSeconds: 60 },
    needs: ["bucket", "cache", "database", "mail"],
    // Horizon's master and the scheduler run exactly once per instance.
    claims: ["service:pixelfed-horizon"],
    sizing: {
      code: "sizing.pixelfed.jobs",
      params: { activeUsers: options.expectedActiveUsers, processes: jobProcesses },
    },
  };
}

/** Connections beside those of php-fpm and Horizon: scheduler, migrations, a person at the console. */
const spareConnections = 10;

function storageOf(
  slug: string,
  options: Options,
  size: PixelfedSize,
  domains: Domains,
): Record<Role, ResourceRequirement> {
  return {
    database: databaseRequirement({
      application: "pixelfed",
      component: "web",
      versionMin: 10,
      connectionsMax: size.phpProcesses + size.jobProcesses + spareConnections,
      capacity: { cpuMillicores: size.databaseMillicores, memoryMiB: size.databaseMiB, diskGiB: size.databaseGiB },
    }),
    // Horizon's queues are in it. Upstream names no lowest version.
    cache: redisRequirement({
      application: "pixelfed",
      component: "web",
      versionMin: "5.0",
      persistent: true,
      capacity: { cpuMillicores: 100, memoryMiB: size.redisMiB, diskGiB: 1 },
    }),
    bucket: bucketRequirement({ slug, component: "web", quotaGiB: mediaGiB(options), mediaHost: domains.media }),
  };
}
