import type { Capacity } from "@allotment/model";
import { bySize, type SizeStep } from "../../shared/index.ts";

/**
 * What a community of a size needs. Processors in thousandths, memory in MiB, disk in GiB; `…Processes` and `…Threads`
 * as the NixOS module takes them. `media…GiB` per day of remote media, `ownMedia` for what members upload.
 */
export interface MastodonSize {
  readonly webProcesses: number;
  readonly webThreads: number;
  readonly streamingProcesses: number;
  readonly jobsThreads: number;
  readonly ingressProcesses: number;
  readonly ingressThreads: number;
  readonly pushProcesses: number;
  readonly pushThreads: number;
  readonly webCpu: number;
  readonly webMemory: number;
  readonly streamingCpu: number;
  readonly streamingMemory: number;
  readonly jobsCpu: number;
  readonly jobsMemory: number;
  readonly databaseCpu: number;
  readonly databaseMemory: number;
  readonly databaseDisk: number;
  readonly cacheCpu: number;
  readonly cacheMemory: number;
  readonly searchCpu: number;
  readonly searchMemory: number;
  readonly searchDisk: number;
  readonly remoteMediaPerDay: number;
  readonly ownMedia: number;
}

/**
 * Upstream publishes no table. The steps follow what operators report, rounded up:
 * - 10: a single user, 1 GB for Mastodon's processes (10 Sidekiq threads) and 0.5–1 GB for PostgreSQL (sharpletters.net, 2023).
 * - 100: two cores and 4 GB for everything, Sidekiq with 25–30 threads (gist of nolanlawson).
 * - 500: four cores and 8 GB for the application, two cores and 2 GB for the database (yehudarothschild.com).
 * - 2,000: between its neighbours; ingress and push in processes of their own, five threads in each ingress process,
 *   because that work is bound by the processor (Hachyderm, Leaving the basement).
 * - 10,000: 800–1,200 streaming connections at 10,000–20,000 monthly active users (Mastodon documentation, scaling);
 *   3.0–3.5 million jobs a day (blog.kujoe.net). Hachyderm's 144 threads and 320 GB for 30,000 newcomers were reserve.
 * Media per day, disks and search are estimates of our own; search "can use more memory than Mastodon itself".
 */
// prettier-ignore
export const sizeSteps: readonly SizeStep<MastodonSize>[] = [
  { activeUsersMax: 10, values: {
    webProcesses: 1, webThreads: 5, streamingProcesses: 1, jobsThreads: 10,
    ingressProcesses: 0, ingressThreads: 5, pushProcesses: 0, pushThreads: 10,
    webCpu: 500, webMemory: 640, streamingCpu: 100, streamingMemory: 128, jobsCpu: 500, jobsMemory: 512,
    databaseCpu: 250, databaseMemory: 512, databaseDisk: 10, cacheCpu: 50, cacheMemory: 256,
    searchCpu: 500, searchMemory: 1536, searchDisk: 5, remoteMediaPerDay: 0.5, ownMedia: 10,
  } },
  { activeUsersMax: 100, values: {
    webProcesses: 2, webThreads: 5, streamingProcesses: 1, jobsThreads: 25,
    ingressProcesses: 0, ingressThreads: 5, pushProcesses: 0, pushThreads: 10,
    webCpu: 700, webMemory: 1024, streamingCpu: 100, streamingMemory: 192, jobsCpu: 700, jobsMemory: 768,
    databaseCpu: 400, databaseMemory: 768, databaseDisk: 20, cacheCpu: 100, cacheMemory: 512,
    searchCpu: 500, searchMemory: 2048, searchDisk: 10, remoteMediaPerDay: 1.5, ownMedia: 25,
  } },
  { activeUsersMax: 500, values: {
    webProcesses: 3, webThreads: 5, streamingProcesses: 1, jobsThreads: 25,
    ingressProcesses: 1, ingressThreads: 5, pushProcesses: 0, pushThreads: 10,
    webCpu: 1600, webMemory: 3072, streamingCpu: 250, streamingMemory: 384, jobsCpu: 1900, jobsMemory: 3072,
    databaseCpu: 2000, databaseMemory: 2048, databaseDisk: 50, cacheCpu: 250, cacheMemory: 512,
    searchCpu: 1000, searchMemory: 4096, searchDisk: 25, remoteMediaPerDay: 4, ownMedia: 75,
  } },
  { activeUsersMax: 2000, values: {
    webProcesses: 4, webThreads: 5, streamingProcesses: 1, jobsThreads: 25,
    ingressProcesses: 2, ingressThreads: 5, pushProcesses: 1, pushThreads: 20,
    webCpu: 3000, webMemory: 5120, streamingCpu: 500, streamingMemory: 512, jobsCpu: 4000, jobsMemory: 5120,
    databaseCpu: 3000, databaseMemory: 6144, databaseDisk: 120, cacheCpu: 500, cacheMemory: 1536,
    searchCpu: 2000, searchMemory: 8192, searchDisk: 60, remoteMediaPerDay: 8, ownMedia: 250,
  } },
  { activeUsersMax: 10_000, values: {
    webProcesses: 8, webThreads: 5, streamingProcesses: 2, jobsThreads: 50,
    ingressProcesses: 8, ingressThreads: 5, pushProcesses: 2, pushThreads: 25,
    webCpu: 8000, webMemory: 10240, streamingCpu: 1500, streamingMemory: 1024, jobsCpu: 12_000, jobsMemory: 16_384,
    databaseCpu: 8000, databaseMemory: 20_480, databaseDisk: 400, cacheCpu: 1000, cacheMemory: 4096,
    searchCpu: 6000, searchMemory: 32_768, searchDisk: 200, remoteMediaPerDay: 20, ownMedia: 1000,
  } },
];

// More users get more processes, not more threads in each.
const perProcess = ["webThreads", "ingressThreads", "pushThreads", "jobsThreads"] as const;

/** Active users up to whom one person's home feed and queue are all that Redis holds. */
const fewUsersMax = 10;

/** Memory of Redis in MiB from more users on: full, it refuses every write, and work of Sidekiq is lost with it. */
const cacheMemoryMin = 512;

/** What a community of this many active users needs; beyond the table everything but threads grows in proportion. */
export function sizeOf(activeUsers: number): MastodonSize {
  const size = bySize(sizeSteps, activeUsers, perProcess);
  if (activeUsers <= fewUsersMax) return size;
  return { ...size, cacheMemory: Math.max(size.cacheMemory, cacheMemoryMin) };
}

/**
 * Database connections at most: one for each thread of Puma and Sidekiq (Mastodon documentation, scaling), ten for each
 * streaming process (the pool of its driver), ten for migrations and commands.
 */
export function connectionsOf(size: MastodonSize): number {
  const web = size.webProcesses * size.webThreads;
  const jobs = size.jobsThreads + size.ingressProcesses * size.ingressThreads + size.pushProcesses * size.pushThreads;
  return web + jobs + size.streamingProcesses * 10 + 10;
}

/** Days for which media of other servers are reckoned when they are kept for ever: the first year. */
const daysForEver = 365;

/** Space for media in GiB: what members upload, and what of other servers is kept. */
export function mediaGiBOf(size: MastodonSize, remoteDays: number | undefined): number {
  return Math.ceil(size.ownMedia + size.remoteMediaPerDay * (remoteDays ?? daysForEver));
}

/** A capacity in whole units. */
export function capacity(cpuMillicores: number, memoryMiB: number, diskGiB: number): Capacity {
  return { cpuMillicores, memoryMiB, diskGiB };
}
