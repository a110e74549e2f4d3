import { noCapacity, sumCapacity, type Capacity } from "@allotment/model";
import type { Options, Resolution } from "./options.ts";

/** What one job or stream takes at one quality. */
interface Effort {
  /** Memory of ffmpeg for a video of this quality. */
  readonly jobMiB: number;
  /** Processor for one running stream. */
  readonly liveMillicores: number;
}

// A third party measured 3 to 5 GB for one upload (the two ends, Full HD and 4K); between them by the number of pixels,
// our estimate, as is what a running stream takes.
const efforts: Readonly<Record<Resolution, Effort>> = {
  "0p": { jobMiB: 256, liveMillicores: 50 },
  "144p": { jobMiB: 384, liveMillicores: 100 },
  "240p": { jobMiB: 512, liveMillicores: 150 },
  "360p": { jobMiB: 768, liveMillicores: 250 },
  "480p": { jobMiB: 1024, liveMillicores: 400 },
  "720p": { jobMiB: 1792, liveMillicores: 800 },
  "1080p": { jobMiB: 3072, liveMillicores: 1500 },
  "1440p": { jobMiB: 4096, liveMillicores: 2500 },
  "2160p": { jobMiB: 5120, liveMillicores: 5000 },
};

/** What people upload and stream where the original quality is prepared too. */
const usualOriginal: Resolution = "1080p";

/** Reading and joining a video that is not converted. */
const unconvertedMiB = 256;

/** Cores of one job: `transcoding.threads` as upstream has it. */
export const threadsPerJob = 1;

/** What the preparation of uploaded videos takes of the machine, with so many jobs at once. None where runners do it. */
export function transcodingCapacity(options: Options, jobs: number): Capacity {
  if (!options.transcoding || options.transcodingRunners) return capacity(0, unconvertedMiB);
  return capacity(jobs * threadsPerJob * 1000, jobs * largestMiB(options));
}

/** What the video editor takes: one job of its own beside the others. */
export function studioCapacity(options: Options): Capacity {
  if (!options.studio || options.studioRunners) return noCapacity;
  return capacity(1000, largestMiB(options));
}

function largestMiB(options: Options): number {
  const prepared = options.transcodeOriginalResolution ? [...options.resolutions, usualOriginal] : options.resolutions;
  return Math.max(unconvertedMiB, ...prepared.map((resolution) => efforts[resolution].jobMiB));
}

const streamsPlannedMax = 4;
const usersPerStream = 500;

/** Streams that capacity is planned for: one for each 500 people, at most four, and never more than may run at once. */
export function plannedStreams({ live, livesMax, expectedActiveUsers }: Options): number {
  if (!live) return 0;
  const wanted = Math.min(streamsPlannedMax, 1 + Math.floor(expectedActiveUsers / usersPerStream));
  return livesMax < 0 ? wanted : Math.min(wanted, livesMax);
}

/** Receiving one stream and cutting it up for viewers, unconverted: estimate. */
const streamMillicores = 200;
const streamMiB = 256;
/** ffmpeg's buffers for each quality of a running stream: estimate. */
const streamQualityMiB = 192;

/** What running streams take of the machine. */
export function liveCapacity(options: Options): Capacity {
  const streams = plannedStreams(options);
  const here = options.liveTranscoding && !options.liveRunners;
  const original = options.liveTranscodeOriginalResolution ? [usualOriginal] : [];
  const prepared = here ? [...new Set([...options.liveResolutions, ...original])] : [];
  const millicores = prepared.reduce((sum, resolution) => sum + efforts[resolution].liveMillicores, streamMillicores);
  return capacity(streams * millicores, streams * (streamMiB + prepared.length * streamQualityMiB));
}

// Whisper's own table of what its models need (github.com/openai/whisper, README), in MiB.
const modelMiB: Readonly<Record<Options["transcriptionModel"], number>> = {
  tiny: 1024,
  base: 1024,
  small: 2048,
  medium: 5120,
  "large-v2": 10240,
  "large-v3": 10240,
};

/** What speech recognition takes of the machine. */
export function transcriptionCapacity(options: Options): Capacity {
  if (!options.transcription || options.transcriptionRunners) return noCapacity;
  return { cpuMillicores: 1000, memoryMiB: modelMiB[options.transcriptionModel], diskGiB: 5 };
}

/** Everything that working on videos takes of the machine beside the server itself. */
export function workCapacity(options: Options, jobs: number): Capacity {
  return sumCapacity([
    transcodingCapacity(options, jobs),
    studioCapacity(options),
    liveCapacity(options),
    transcriptionCapacity(options),
  ]);
}

function capacity(cpuMillicores: number, memoryMiB: number): Capacity {
  return { cpuMillicores, memoryMiB, diskGiB: 0 };
}
