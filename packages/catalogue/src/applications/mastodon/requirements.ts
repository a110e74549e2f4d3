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
  mailRequirement,
  redisRequirement,
  webResources,
} from "../../shared/index.ts";
import type { Options } from "./options.ts";
import { capacity, connectionsOf, mediaGiBOf, sizeOf, type MastodonSize } from "./sizing.ts";

/** Largest upload: upstream's fixed limit for videos is 99 MB. */
const uploadMiBMax = 99;

/** Mastodon's resource mapping: web, streaming and background jobs, with what they stand on. */
export function requirementsOf(input: MappingInput<Options>): Requirements {
  const { options } = input;
  const domains = domainsOf(options);
  const size = sizeOf(options.expectedActiveUsers);
  const resources = resourcesOf(input, domains, size);
  return { domains, components: componentsOf(size, options, Object.keys(resources)), resources };
}

function componentsOf(
  size: MastodonSize,
  options: Options,
  roles: readonly Role[],
): Readonly<Record<Role, ComponentRequirement>> {
  const params = { activeUsers: options.expectedActiveUsers };
  const { webProcesses, webThreads, streamingProcesses, jobsThreads } = size;
  const { ingressProcesses, ingressThreads, pushProcesses, pushThreads } = size;
  const storage = ["database", "cache", "bucket", "mail", "search"].filter((role) => roles.includes(role));
  return {
    web: {
      capacity: capacity(size.webCpu, size.webMemory, 8),
      settings: { processes: webProcesses, threads: webThreads },
      needs: [...storage, ...roles.filter((role) => !storage.includes(role))],
      claims: ["service:mastodon"],
      sizing: { code: "sizing.mastodon.web", params: { ...params, processes: webProcesses, threads: webThreads } },
    },
    streaming: {
      capacity: capacity(size.streamingCpu, size.streamingMemory, 1),
      settings: { processes: streamingProcesses },
      needs: ["database", "cache"],
      claims: ["service:mastodon-streaming"],
      sizing: { code: "sizing.mastodon.streaming", params: { ...params, processes: streamingProcesses } },
    },
    jobs: {
      capacity: capacity(size.jobsCpu, size.jobsMemory, 2),
      settings: { threads: jobsThreads, ingressProcesses, ingressThreads, pushProcesses, pushThreads },
      needs: storage,
      claims: ["service:mastodon-jobs"],
      sizing: {
        code: "sizing.mastodon.jobs",
        params: { ...params, threads: jobsThreads, processes: 1 + ingressProcesses + pushProcesses },
      },
    },
  };
}

function resourcesOf(
  { slug, options }: MappingInput<Options>,
  domains: Domains,
  size: MastodonSize,
): Readonly<Record<Role, ResourceRequirement>> {
  const { expectedActiveUsers: users, mediaCacheDays } = options;
  const accountServedHere = options.accountWebsite === "here";
  return {
    database: databaseRequirement({
      application: "mastodon",
      component: "web",
      versionMin: 14,
      connectionsMax: connectionsOf(size),
      capacity: capacity(size.databaseCpu, size.databaseMemory, size.databaseDisk),
    }),
    cache: redisRequirement({
      application: "mastodon",
      component: "web",
      versionMin: "7.0",
      // Feeds, queues and retries of Sidekiq are in it.
      persistent: true,
      capacity: capacity(size.cacheCpu, size.cacheMemory, Math.ceil((size.cacheMemory * 2) / 1024)),
    }),
    bucket: bucketRequirement({
      slug,
      component: "web",
      quotaGiB: mediaGiBOf(size, mediaCacheDays),
      mediaHost: domains.media,
    }),
    mail: mailRequirement("web", `notifications@${domains.web}`, Math.max(50, users * 2)),
    ...(options.search ? { search: searchRequirement(slug, size) } : {}),
    ...webResources({
      domains,
      component: "web",
      websockets: true,
      bodyMiBMax: uploadMiBMax,
      accountServedHere,
    }),
  };
}

function searchRequirement(slug: string, size: MastodonSize): ResourceRequirement {
  return {
    type: "search",
    request: {
      prefix: slug,
      capacity: capacity(size.searchCpu, size.searchMemory, size.searchDisk),
      locality: "same-site",
    },
    need: "required",
    component: "web",
  };
}
