import { bySize, type SizeStep } from "../../shared/index.ts";

/** Processes and memory of a PeerTube of one size, without the work on videos. */
export interface PeertubeSize extends Readonly<Record<string, number>> {
  readonly serverMillicores: number;
  readonly serverMiB: number;
  /** `transcoding.concurrency` and `import.videos.concurrency`: jobs at once (upstream 1). */
  readonly transcodingJobs: number;
  /** `database.pool.max` (upstream 5). */
  readonly databaseConnections: number;
  readonly databaseMillicores: number;
  readonly databaseMiB: number;
  readonly databaseGiB: number;
  /** At least 256: full, it refuses every write, and with them sign-ins and jobs. */
  readonly redisMiB: number;
}

// Upstream gives no sizing per user; the packager's floor is 1 GB to run (YunoHost), and 1,000 viewers at once were
// served by one regular server in upstream's stress test of 2023. The steps are our estimate.
const steps: readonly SizeStep<PeertubeSize>[] = [
  {
    activeUsersMax: 100,
    values: {
      serverMillicores: 500,
      serverMiB: 1024,
      transcodingJobs: 1,
      databaseConnections: 5,
      databaseMillicores: 250,
      databaseMiB: 256,
      databaseGiB: 5,
      redisMiB: 256,
    },
  },
  {
    activeUsersMax: 500,
    values: {
      serverMillicores: 1000,
      serverMiB: 1536,
      transcodingJobs: 1,
      databaseConnections: 10,
      databaseMillicores: 250,
      databaseMiB: 512,
      databaseGiB: 10,
      redisMiB: 256,
    },
  },
  {
    activeUsersMax: 2000,
    values: {
      serverMillicores: 2000,
      serverMiB: 2560,
      transcodingJobs: 2,
      databaseConnections: 15,
      databaseMillicores: 750,
      databaseMiB: 1536,
      databaseGiB: 25,
      redisMiB: 256,
    },
  },
  {
    activeUsersMax: 10000,
    values: {
      serverMillicores: 4000,
      serverMiB: 4096,
      transcodingJobs: 4,
      databaseConnections: 30,
      databaseMillicores: 2000,
      databaseMiB: 4096,
      databaseGiB: 100,
      redisMiB: 512,
    },
  },
];

// Up to version 8 there is one Node process: more than four cores and what V8 takes of memory do not help it.
const oneProcess = ["serverMillicores", "serverMiB"] as const;

/** What a PeerTube for this many active users needs before anybody uploads. */
export function sizeFor(activeUsers: number): PeertubeSize {
  return bySize(steps, activeUsers, oneProcess);
}
