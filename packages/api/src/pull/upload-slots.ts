import { setTimeout as sleep } from "node:timers/promises";

/** How much of the server machines may have that fetch. */
export interface UploadLimits {
  /** Answers that git writes at once. */
  readonly total: number;
  /** The same for one deployment, so that no machine keeps those of others from fetching. */
  readonly perDeployment: number;
  /** Longest wait for a free place. */
  readonly waitMilliseconds: number;
  /** After this long, a machine that reads slowly is let go. */
  readonly answerMilliseconds: number;
}

/** Places for machines that fetch. */
export interface UploadSlots {
  readonly limits: UploadLimits;
  /** Takes a place and gives what frees it, to be called once; null when none became free in time. */
  take(deployment: string): Promise<(() => void) | null>;
}

const usual: UploadLimits = { total: 16, perDeployment: 2, waitMilliseconds: 5000, answerMilliseconds: 300_000 };

const lookEveryMilliseconds = 50;

/** Makes places, all of them free. */
export function uploadSlots(limits: UploadLimits = usual): UploadSlots {
  const taken: string[] = [];
  const isFree = (deployment: string) =>
    taken.length < limits.total && taken.filter((one) => one === deployment).length < limits.perDeployment;
  return {
    limits,
    take: async (deployment) => {
      const end = performance.now() + limits.waitMilliseconds;
      while (!isFree(deployment)) {
        if (performance.now() >= end) return null;
        await sleep(lookEveryMilliseconds);
      }
      taken.push(deployment);
      return () => void taken.splice(taken.indexOf(deployment), 1);
    },
  };
}
