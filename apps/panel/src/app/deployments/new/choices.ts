/** The steps of the guided path, in order. */
export const steps = ["applications", "domain", "addresses", "place", "name"] as const;

/** A step of the guided path. */
export type StepName = (typeof steps)[number];

/** Who answers at the base domain: `here` nobody yet, `elsewhere` a website that stays, `site` it is kept out of handles. */
export type Website = "here" | "elsewhere" | "site";

/** What was chosen for one application. */
export interface InstanceChoice {
  readonly slug: string;
  readonly web: string;
  /** Empty for none. */
  readonly media: string;
}

/** Everything chosen so far. It travels in the address, so that every step is a plain form and can be left. */
export interface Choices {
  readonly step: StepName;
  readonly picks: readonly string[];
  readonly base: string;
  readonly website: Website;
  /** By application id; only what was given. */
  readonly instances: Readonly<Record<string, InstanceChoice>>;
  readonly operator: string;
  readonly environment: string;
}

/** Reads the choices from an address or a form. Unknown and hostile values become empty ones. */
export function readChoices(values: URLSearchParams): Choices {
  const step = values.get("step") ?? "";
  const website = values.get("website");
  const picks = [...new Set(values.getAll("pick"))].filter((one) => /^[a-z][a-z0-9-]{0,39}$/.test(one)).slice(0, 20);
  return {
    step: steps.find((one) => one === step) ?? "applications",
    picks,
    base: (values.get("base") ?? "").trim().slice(0, 1000),
    website: website === "elsewhere" || website === "site" ? website : "here",
    instances: Object.fromEntries(
      picks.flatMap((id) => {
        const field = (name: string) => (values.get(`${id}-${name}`) ?? "").trim().slice(0, 1000);
        return values.has(`${id}-slug`)
          ? [[id, { slug: field("slug"), web: field("web"), media: field("media") }]]
          : [];
      }),
    ),
    operator: values.get("operator") ?? "",
    environment: values.get("environment") ?? "",
  };
}

/** The choices as pairs of names and values, as an address or hidden fields carry them. */
export function choicePairs(choices: Choices, without: readonly string[] = []): readonly (readonly [string, string])[] {
  const { picks, base, website, instances, operator, environment } = choices;
  const pairs: [string, string][] = [
    ...picks.map((id): [string, string] => ["pick", id]),
    ["base", base],
    ["website", website],
    ...Object.entries(instances).flatMap(([id, { slug, web, media }]): [string, string][] => [
      [`${id}-slug`, slug],
      [`${id}-web`, web],
      [`${id}-media`, media],
    ]),
    ["operator", operator],
    ["environment", environment],
  ];
  return pairs.filter(([name, value]) => value !== "" && !without.includes(name));
}

/** The address of a step with everything chosen so far. */
export function stepHref(choices: Choices, step: StepName): string {
  return `/deployments/new?${new URLSearchParams([["step", step], ...choicePairs(choices)].map(([n, v]) => [n ?? "", v ?? ""]))}`;
}
