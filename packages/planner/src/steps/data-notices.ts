import {
  addressOf,
  errorAt,
  informationAt,
  type DescribedInstance,
  type Description,
  type Diagnostic,
} from "@allotment/model";
import type { PlanInput } from "../input.ts";
import { compareVersions } from "../text/versions.ts";
import { sayLeftBehind } from "./left-behind.ts";

/**
 * What happens to what people made, where somebody may expect that it goes back together with the configuration: one
 * sentence for each instance. Posts stay, settings go back; a version that would be lowered is refused, because no
 * application can read what a newer one has written.
 */
export function dataNotices(input: PlanInput, after: Description): Diagnostic[] {
  const { deployed, desired = "running" } = input;
  if (deployed === null || desired !== "running") return [];
  const kept = Object.entries(after.instances).flatMap(([slug, is]) => {
    const was = deployed.instances[slug];
    if (was === undefined || was.application !== is.application) return [];
    if (compareVersions(is.version, was.version) < 0) return [lowered(input, slug, was, is)];
    return input.goesBack === true
      ? [informationAt(addressOf("instances", slug), "data-stays-as-it-is", kindsOf(slug, is))]
      : [];
  });
  return [...kept, ...sayLeftBehind(input, after)];
}

function lowered({ frozen }: PlanInput, slug: string, was: DescribedInstance, is: DescribedInstance): Diagnostic {
  const say = frozen ? errorAt : informationAt;
  return say(addressOf("instances", slug, "version"), "version-lowered", {
    name: slug,
    was: was.version,
    is: is.version,
  });
}

// What there is of it, for the sentence.
function kindsOf(name: string, { state }: DescribedInstance) {
  const has = (kind: string) => state.some((item) => item.kind === kind);
  return { name, database: has("postgresql"), media: has("s3-bucket") };
}
