import type { Options, Resolution } from "./options.ts";

// Size of a copy beside one in Full HD, from upstream's target bitrates (packages/core-utils/src/videos/bitrate.ts),
// rounded.
const sizes: Readonly<Record<Resolution, number>> = {
  "0p": 0.05,
  "144p": 0.05,
  "240p": 0.1,
  "360p": 0.2,
  "480p": 0.3,
  "720p": 0.55,
  "1080p": 1,
  "1440p": 1.8,
  "2160p": 3.5,
};

/** How many times its upload a video takes: its copies in each format, and the original where it is kept. */
export function copiesFactor(options: Options): number {
  if (!options.transcoding) return 1;
  const best = Math.max(0, ...options.resolutions.map((resolution) => sizes[resolution]));
  const original = options.transcodeOriginalResolution && best < 1 ? 1 : 0;
  const oneFormat = options.resolutions.reduce((sum, resolution) => sum + sizes[resolution], original);
  const formats = Number(options.hls) + Number(options.webVideos);
  return Math.max(1, oneFormat * formats) + Number(options.keepOriginalFile);
}

/** Members who upload, and how much of their space they use, on average: estimates; most people only watch. */
const uploaders = 0.1;
const usedShare = 0.5;
/** What stands for the space of a member where there is no limit. */
const unlimitedGiB = 50;
const videosGiBMin = 50;

/**
 * Space for videos in GiB: a tenth of the expected people upload and use half of their space, times what the copies
 * take; at least 50.
 */
export function videosGiB(options: Options): number {
  const quotaGiB = options.videoQuotaGiB < 0 ? unlimitedGiB : options.videoQuotaGiB;
  const uploaded = options.expectedActiveUsers * uploaders * usedShare * quotaGiB;
  return Math.max(videosGiBMin, Math.ceil(uploaded * copiesFactor(options)));
}

/** Uploads on their way, files under work, pictures, logs and plugins: estimate. */
const workingGiB = 20;

/** Disk of the server in GiB beside the videos: what is being worked on, and copies of other platforms' videos. */
export function workingDiskGiB(options: Pick<Options, "redundancyStrategy" | "redundancySizeGiB">): number {
  return workingGiB + (options.redundancyStrategy === "none" ? 0 : options.redundancySizeGiB);
}
