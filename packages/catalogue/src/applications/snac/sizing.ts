import { bySize, type SizeStep } from "../../shared/index.ts";
import type { Options } from "./options.ts";

/** Threads and memory of a snac of one size. */
export interface SnacSize extends Readonly<Record<string, number>> {
  /** `num_threads`: requests and deliveries at once (upstream: one for each processor, at least 4). */
  readonly threads: number;
  readonly millicores: number;
  readonly memoryMiB: number;
  /** Accounts elsewhere that somebody here follows. */
  readonly followed: number;
}

// Upstream gives no sizing; the packager's floor is 64 MB to run (YunoHost). An idle 2.75 takes under 20 MiB. The rest is
// for uploads, which it holds in memory, one in every eighth thread at a busy hour: estimate. So is how many accounts are
// followed: 150 by each of a few people, fewer new ones by everybody who comes later.
const steps: readonly SizeStep<SnacSize>[] = [
  { activeUsersMax: 10, values: { threads: 8, millicores: 100, memoryMiB: 192, followed: 1500 } },
  { activeUsersMax: 100, values: { threads: 16, millicores: 500, memoryMiB: 320, followed: 8000 } },
  { activeUsersMax: 1000, values: { threads: 64, millicores: 2000, memoryMiB: 1024, followed: 40_000 } },
];

/** The most threads that it starts (snac.h). */
const threadsMax = 256;

/** What a snac for this many active users needs. */
export function sizeFor(activeUsers: number): SnacSize {
  const size = bySize(steps, activeUsers);
  return { ...size, threads: Math.min(size.threads, threadsMax) };
}

/** Posts of one account in a day: estimate. Each is kept once, however many people here follow it. */
const postsPerDay = 3;
/** A post and the account behind it, each a file of one block; links to them take no space. */
const kibPerPost = 6;
/** What a timeline that is never emptied is planned for. */
const endlessDays = 730;
/** A member's own pictures and posts. snac keeps no copies of other servers' pictures. */
const ownMiB = 256;

/** Space in GiB: timelines for as long as they are kept, what members post, and 2 for everything else. */
export function diskGiB({ expectedActiveUsers, timelineDays }: Options): number {
  const days = timelineDays === 0 ? endlessDays : timelineDays;
  const timelinesKib = sizeFor(expectedActiveUsers).followed * postsPerDay * kibPerPost * days;
  return 2 + Math.ceil((timelinesKib / 1024 + expectedActiveUsers * ownMiB) / 1024);
}
