import type { RJSFSchema } from "@rjsf/utils";
import type { Effect } from "../components/EffectBadge.tsx";

/** A recommended value for communities up to a size; `activeUsersMax: null` stands for any size above. */
export type SizedRecommendation = {
  readonly activeUsersMax: number | null;
  readonly value: unknown;
  readonly reason?: string | undefined;
};

/** A recommended value and why. */
export type Recommendation = { readonly value: unknown; readonly reason?: string | undefined };

/** The annotation `x-allotment` of an option's schema. */
export type OptionAnnotation = {
  readonly group: string;
  readonly order: number;
  readonly level: "essential" | "more";
  readonly secret?: boolean | undefined;
  readonly immutable?: boolean | undefined;
  readonly appliedBy: "nix" | "command" | "application" | "planner";
  readonly owner: "here" | "first-value" | "inside";
  readonly effect: Effect;
  readonly recommended?: Recommendation | readonly SizedRecommendation[] | undefined;
  readonly unit?: string | undefined;
  readonly widget?: string | undefined;
};

/** A group of options, from the root's `x-allotment-groups`. */
export type OptionGroup = { readonly id: string; readonly title: string; readonly description?: string | undefined };

const nowhere: OptionAnnotation = {
  group: "",
  order: Number.MAX_SAFE_INTEGER,
  level: "essential",
  appliedBy: "nix",
  owner: "here",
  effect: "none",
};

/** Whether a value is a plain object (not null, not an array). */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * The annotation of an option's schema. What is missing is filled with "no group, last, essential, managed here", so
 * that an option without annotation is still shown. The registry test checks the annotations; this only reads them.
 */
export function readAnnotation(schema: RJSFSchema): OptionAnnotation {
  const found: unknown = schema["x-allotment"];
  return isRecord(found) ? { ...nowhere, ...found } : nowhere;
}

/** The groups of a root schema, in their order. */
export function readGroups(root: RJSFSchema): readonly OptionGroup[] {
  const found: unknown = root["x-allotment-groups"];
  if (!Array.isArray(found)) return [];
  return found.filter((each) => isRecord(each) && typeof each["id"] === "string" && typeof each["title"] === "string");
}

/** The value recommended for a community of this size (expected active users); undefined where there is none. */
export function recommendedFor(
  annotation: OptionAnnotation,
  sizeActiveUsers: number | undefined,
): Recommendation | undefined {
  const { recommended } = annotation;
  if (recommended === undefined) return undefined;
  if (!isSized(recommended)) return recommended;
  const bySize = recommended.toSorted((a, b) => (a.activeUsersMax ?? Infinity) - (b.activeUsersMax ?? Infinity));
  return bySize.find((each) => (sizeActiveUsers ?? 0) <= (each.activeUsersMax ?? Infinity));
}

/** Whether a recommendation depends on the size of the community. */
export function isSized(
  recommended: NonNullable<OptionAnnotation["recommended"]>,
): recommended is readonly SizedRecommendation[] {
  return Array.isArray(recommended);
}
