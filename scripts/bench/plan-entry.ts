import { makePlan } from "@allotment/planner";
import { sampleConfiguration, sampleEnvironment, sampleInput, sampleInstances } from "@allotment/planner/testing";
import { renderTree } from "@allotment/nix-output";
import { loadLibrary } from "@allotment/nix-output/library";
import { writeTree } from "@allotment/nix-output/write";

const size = 600;
const configuration = sampleConfiguration({
  social: sampleInstances.social(size),
  pictures: sampleInstances.pictures(size),
  videos: sampleInstances.videos(size),
});
const input = sampleInput({ configuration, environment: sampleEnvironment("machine-per-application") });

/** Plans Mastodon, Pixelfed and PeerTube so many times, after a warm-up; the times in milliseconds. */
export function planTimes(repetitions: number): number[] {
  for (let round = 0; round < 20; round += 1) makePlan(input);
  return Array.from({ length: repetitions }, () => {
    const start = performance.now();
    const { plan } = makePlan(input);
    if (!plan) throw new Error("the sample configuration gives no plan");
    return performance.now() - start;
  });
}

/** Writes the tree of the same description, for an evaluation beside the plan. */
export async function writeSampleTree(folder: string): Promise<void> {
  const { description } = makePlan(input);
  if (!description) throw new Error("the sample configuration gives no description");
  await writeTree(renderTree({ description, library: loadLibrary() }), folder);
}
