import type { Options } from "./options.ts";

/** Share of their space that members fill on average: estimate; most post little, few fill it. */
const usedShare = 0.25;
const mediaGiBMin = 10;

/** Space for photos in GiB: expected users × space per member × a quarter, at least 10. */
export function mediaGiB(options: Pick<Options, "expectedActiveUsers" | "accountSizeMB">): number {
  const bytes = options.expectedActiveUsers * options.accountSizeMB * 1_000_000 * usedShare;
  return Math.max(mediaGiBMin, Math.ceil(bytes / 1024 ** 3));
}

/** Room for the other fields of an upload. */
const formMiB = 4;

/**
 * Largest request in MiB: the largest file (Pixelfed takes each photo of a post in a request of its own) and the rest of
 * the form. Pixelfed counts 1000 kB to the MB and PHP 1024 bytes to the kB.
 */
export function uploadMiBMax(options: Pick<Options, "photoSizeMB" | "avatarSizeMB">): number {
  const largestMB = Math.max(options.photoSizeMB, options.avatarSizeMB);
  return Math.ceil((largestMB * 1000 * 1024) / 1024 ** 2) + formMiB;
}
