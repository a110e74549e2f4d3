import { bySize, type SizeStep } from "../../shared/index.ts";
import type { Options } from "./options.ts";

/** Processes and memory of a Pixelfed of one size. */
export interface PixelfedSize extends Readonly<Record<string, number>> {
  /** php-fpm's `pm.max_children`: requests answered at once. */
  readonly phpProcesses: number;
  readonly webMillicores: number;
  /** `HORIZON_MAX_PROCESSES`: jobs done at once (upstream 20). */
  readonly jobProcesses: number;
  readonly jobMillicores: number;
  readonly databaseMillicores: number;
  readonly databaseMiB: number;
  readonly databaseGiB: number;
  /** At least 256: full, it refuses every write, and with them sign-ins and jobs. */
  readonly redisMiB: number;
}

// Upstream gives no sizing per user; the packager's floor is 100 MB to run (YunoHost). The steps are our estimate: a
// tenth of the active users at once at a busy hour, each with one request in ten seconds, and a queue that is empty again
// within minutes after a post that goes to every server that follows.
const steps: readonly SizeStep<PixelfedSize>[] = [
  {
    activeUsersMax: 50,
    values: {
      phpProcesses: 8,
      webMillicores: 500,
      jobProcesses: 4,
      jobMillicores: 500,
      databaseMillicores: 250,
      databaseMiB: 256,
      databaseGiB: 5,
      redisMiB: 256,
    },
  },
  {
    activeUsersMax: 250,
    values: {
      phpProcesses: 16,
      webMillicores: 1000,
      jobProcesses: 8,
      jobMillicores: 750,
      databaseMillicores: 250,
      databaseMiB: 512,
      databaseGiB: 10,
      redisMiB: 256,
    },
  },
  {
    activeUsersMax: 1000,
    values: {
      phpProcesses: 32,
      webMillicores: 2000,
      jobProcesses: 16,
      jobMillicores: 1500,
      databaseMillicores: 500,
      databaseMiB: 1024,
      databaseGiB: 20,
      redisMiB: 256,
    },
  },
  {
    activeUsersMax: 5000,
    values: {
      phpProcesses: 64,
      webMillicores: 4000,
      jobProcesses: 32,
      jobMillicores: 3000,
      databaseMillicores: 1500,
      databaseMiB: 3072,
      databaseGiB: 60,
      redisMiB: 512,
    },
  },
];

/** What a Pixelfed for this many active users needs. */
export function sizeFor(activeUsers: number): PixelfedSize {
  return bySize(steps, activeUsers);
}

/** One php-fpm process between requests and a master beside them: estimate, a quarter below PHP's memory_limit of 128 MB. */
const phpProcessMiB = 96;
const phpMasterMiB = 128;

/** Memory of the web component in MiB. */
export function webMemoryMiB(size: PixelfedSize): number {
  return phpMasterMiB + size.phpProcesses * phpProcessMiB;
}

/** Horizon ends a worker above 64 MB (HORIZON_SUPERVISOR_MEMORY), after the job it is at; its image tools run beside it. */
const jobProcessMiB = 80;
const jobMasterMiB = 192;
/** One ffmpeg that converts an uploaded video: estimate. */
const videoMiB = 768;

/** Memory of the background jobs in MiB. */
export function jobMemoryMiB(size: PixelfedSize, options: Pick<Options, "mediaTypes">): number {
  return jobMasterMiB + size.jobProcesses * jobProcessMiB + (options.mediaTypes.includes("video/mp4") ? videoMiB : 0);
}
