import { unusedOffer } from "../resources/index.ts";
import {
  noCapacity,
  sumCapacity,
  type ApplicationModule,
  type Capacity,
  type DetailsInput,
  type Generator,
  type OptionSchema,
  type Requirements,
  type ResolvedBinding,
  type ResourceRequirement,
  type Role,
} from "@allotment/model";
import { recommendedOptions, withDefaults, type OptionValues } from "../options.ts";
import { resourceType } from "../resources/index.ts";

/** Slug of the sample instance. */
export const sampleSlug = "sample";

/**
 * Options of a new instance as somebody would give them who fills in only what has to be: what is recommended for the
 * size, and a plausible value for everything required.
 */
export function sampleOptions(module: ApplicationModule, expectedActiveUsers = 50): OptionValues {
  const { properties, required = [] } = module.optionsSchema;
  const given = required.map((name) => [name, sampleValue(name, properties[name])] as const);
  return { ...recommendedOptions(module, expectedActiveUsers), ...Object.fromEntries(given) };
}

/** Options with a value for every option there is. */
export function fullOptions(module: ApplicationModule): OptionValues {
  const start = sampleOptions(module);
  const rest = Object.entries(module.optionsSchema.properties).map(
    ([name, option]) => [name, start[name] ?? sampleValue(name, option)] as const,
  );
  return Object.fromEntries(rest);
}

/** The options that every contract is held against. */
export function samples(module: ApplicationModule): readonly (readonly [name: string, options: OptionValues])[] {
  return [
    ["recommended", sampleOptions(module)],
    ["every option", fullOptions(module)],
  ];
}

/** A value that an option allows. Where a pattern wants something particular, the first candidate that fits it. */
export function sampleValue(name: string, option: OptionSchema | undefined): unknown {
  if (!option) throw new Error(`there is no option ${name}`);
  const keywords = option as OptionSchema & Readonly<Record<string, unknown>>;
  const { domain, secret } = option["x-allotment"];
  if (option.default !== undefined) return option.default;
  if (domain !== undefined) return `${domain}.example.org`;
  if (secret === true) return { $secret: `secret-${name}` };
  if (option.enum) return option.enum[0];
  if (option.oneOf) return option.oneOf[0]?.const;
  if (option.type === "boolean") return true;
  if (option.type === "array") return [];
  if (option.type === "integer" || option.type === "number") return keywords["minimum"] ?? 1;
  return sampleText(keywords);
}

const texts = [
  "ada",
  "ada@example.org",
  "https://example.org",
  "host.example.org",
  "12345678",
  "en",
  "UTC",
  "/path",
  "00:aa",
];

function sampleText(keywords: Readonly<Record<string, unknown>>): string {
  const { format, pattern, minLength } = keywords;
  if (format === "email") return "ada@example.org";
  if (format === "uri") return "https://example.org";
  const fits = (text: string) =>
    (typeof pattern !== "string" || new RegExp(pattern, "u").test(text)) && text.length >= Number(minLength ?? 0);
  const text = texts.find(fits);
  if (text === undefined) throw new Error(`no sample text fits ${String(pattern)}`);
  return text;
}

/** The requirements of an instance with these options. */
export function sampleRequirements(module: ApplicationModule, options: OptionValues): Requirements {
  const filled = withDefaults(module.optionsSchema, options);
  return module.requirementsOf({ slug: sampleSlug, options: filled, release: "26.05" });
}

/** Everything the requirements ask for: components, resources and what stands in for those that are not offered. */
export function totalCapacity({ components, resources }: Requirements): Capacity {
  const asked = Object.values(resources).map(
    ({ request }) => (request["capacity"] as Capacity | undefined) ?? noCapacity,
  );
  const instead = Object.values(resources).map(({ otherwise }) => otherwise ?? noCapacity);
  return sumCapacity([...Object.values(components).map(({ capacity }) => capacity), ...asked, ...instead]);
}

/** What a placed instance's details are made from, and the generators that its bindings bring along. */
export interface SamplePlacement {
  readonly input: DetailsInput<OptionValues>;
  readonly generators: Readonly<Record<Role, Generator>>;
}

const secret = (id: string) => ({ $secret: id });

/** An offer of each type, as a provider would declare it. */
const offers: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  postgresql: {
    host: "db.example.net",
    version: 17,
    sslMode: "require",
    databasesMax: 9,
    connectionsMax: 900,
    diskGiB: 900,
    adminUsername: "root",
    adminPassword: secret("db"),
  },
  redis: { host: "redis.example.net", version: "8.0", namespacesMax: 9, memoryMiB: 90_000, portFirst: 6400 },
  "s3-bucket": {
    endpoint: "https://s3.example.net",
    pathStyle: true,
    quotaGiB: 90_000,
    accessKeyId: secret("key"),
    secretAccessKey: secret("key2"),
  },
  search: {
    host: "search.example.net",
    flavour: "opensearch",
    preset: "small_cluster",
    username: "search",
    password: secret("search"),
  },
  smtp: { host: "mail.example.net", port: 587, security: "starttls", username: "mail", password: secret("mail") },
  "http-ingress": { acmeEmail: "ada@example.org" },
  "dns-record": { zone: "example.org", provider: "manual" },
};

/** Types that only come from an offer: no plan without it unless the application can do without. */
const offeredAlways: ReadonlySet<string> = new Set(["smtp", "http-ingress"]);

/**
 * Places an instance without the planner.
 *
 * @param offered true: everything comes from shared offers; false: everything is on the machine
 */
export function samplePlacement(module: ApplicationModule, options: OptionValues, offered: boolean): SamplePlacement {
  const filled = withDefaults(module.optionsSchema, options);
  const { domains, resources } = sampleRequirements(module, options);
  const bound = Object.entries(resources).flatMap(([role, requirement]) => {
    const one = bind(role, requirement, offered);
    return one ? [[role, one] as const] : [];
  });
  const bindings = Object.fromEntries(bound.map(([role, { binding }]) => [role, binding]));
  const generators: Record<Role, Generator> = Object.assign({}, ...bound.map(([, one]) => one.generators));
  return { input: { slug: sampleSlug, options: filled, release: "26.05", domains, bindings }, generators };
}

function bind(
  role: Role,
  { type, request }: ResourceRequirement,
  offered: boolean,
): { binding: ResolvedBinding; generators: Readonly<Record<Role, Generator>> } | undefined {
  const resource = resourceType(type);
  const offer = offered || offeredAlways.has(type) ? (offers[type] ?? null) : null;
  if (offer === null && resource.withoutOffer === null) return undefined;
  const { result, secrets, generators } = resource.bind({
    deployment: "choir",
    slug: sampleSlug,
    role,
    request,
    offer,
    use: unusedOffer,
    machine: { name: "m1", ipv4: "192.0.2.1", ipv6: null },
    release: "26.05",
    publicNames: true,
    previous: null,
  });
  const where = offer ? { offer: "shared", machine: null } : { offer: "co-located", machine: "m1" };
  return { binding: { type, ...where, request, result, secrets }, generators };
}
