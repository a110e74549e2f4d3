import type {
  Binding,
  Capacity,
  Diagnostic,
  Domains,
  FirstAdministrator,
  Generator,
  HealthCheck,
  NixosRelease,
  Params,
  Role,
  SettingsCommand,
  SecretSource,
  Slug,
  StateItem,
} from "./generated/schemas.ts";

/** A resource type that an application can ask for (machines follow from components). */
export type ResourceType = Binding["type"];

/** A sentence by its key in the message files, with its values. */
export interface Sentence {
  readonly code: string;
  readonly params: Params;
}

/** What a resource mapping is given: one instance with all its options, defaults filled in and validated. */
export interface MappingInput<Options> {
  readonly slug: Slug;
  readonly options: Options;
  readonly release: NixosRelease;
}

/** Processes of one kind and what they need. */
export interface ComponentRequirement {
  /** What the processes take of a machine. */
  readonly capacity: Capacity;
  /** Derived numbers that the NixOS module reads: processes, threads, ports. */
  readonly settings: Readonly<Record<string, string | number | boolean>>;
  /** Roles of the resources it uses. */
  readonly needs: readonly Role[];
  /** What can exist once per machine: `service:mastodon`, `tcp:9000`. Two equal claims never share a machine. */
  readonly claims: readonly string[];
  /** Ports that must be reachable from outside, beside those of virtual hosts. */
  readonly openPorts?: { readonly tcp?: readonly number[]; readonly udp?: readonly number[] };
  /** Why it is this large. */
  readonly sizing: Sentence;
}

/** A resource that an instance asks for, by role. */
export interface ResourceRequirement {
  readonly type: ResourceType;
  /** By the type's request schema. */
  readonly request: Readonly<Record<string, unknown>>;
  /** `required`: no plan without it. `when-offered`: used where the provider has it. */
  readonly need: "required" | "when-offered";
  /** What the components' machine must have in addition when a `when-offered` resource is not there. */
  readonly otherwise?: Capacity;
  /** Component that it belongs to, and on whose machine it is when co-located. */
  readonly component: Role;
}

/** What an application asks for: the result of its resource mapping. */
export interface Requirements {
  readonly domains: Domains;
  readonly components: Readonly<Record<Role, ComponentRequirement>>;
  readonly resources: Readonly<Record<Role, ResourceRequirement>>;
}

/** A binding while the description is made: with the secrets that its result refers to. */
export interface ResolvedBinding extends Binding {
  /** Sources of the secrets behind the files that the result names, e.g. `password`, `accessKeyId`. */
  readonly secrets: Readonly<Record<string, SecretSource>>;
}

/** What `detailsOf` is given: the instance as placed. */
export interface DetailsInput<Options> extends MappingInput<Options> {
  readonly domains: Domains;
  readonly bindings: Readonly<Record<Role, ResolvedBinding>>;
}

/** A secret file of an instance; machines and path are filled in by the planner. */
export interface SecretFileNeed {
  /** Components whose machines need the file. */
  readonly components: readonly Role[];
  readonly owner: string;
  readonly group: string;
  readonly mode: "0400" | "0440";
  /** systemd units that read it. */
  readonly restartUnits: readonly string[];
  readonly format: "raw" | "env";
  /** `raw` has exactly one part, named `value`. */
  readonly parts: Readonly<Record<string, SecretSource>>;
}

/** Everything about a placed instance that is neither placement nor binding. Roles are relative to the instance. */
export interface InstanceDetails {
  /** By role; `SecretSource.generated` refers to them as `slug/role`. */
  readonly generators: Readonly<Record<Role, Generator>>;
  readonly secrets: Readonly<Record<Role, SecretFileNeed>>;
  /** System accounts of its own on its components' machines, sorted; the home folder of each is /var/lib/<name>. */
  readonly accounts: readonly string[];
  readonly state: readonly StateItem[];
  readonly health: readonly HealthCheck[];
  readonly nodeInfo: string | null;
  readonly firstAdministrator: FirstAdministrator | null;
  readonly commands: readonly SettingsCommand[];
}

/** Value of a setting by upstream's own names; null where upstream's default is to hold. */
export type SettingValue = string | number | boolean | null | readonly string[];

/** One option that the application's own command sets, and how it is read back. Both functions are pure. */
export interface Setting<Options = Readonly<Record<string, unknown>>> {
  /** Upstream's name of it: a key of the command's input, and of what its `read` answers. */
  readonly name: string;
  readonly option: string;
  /** What upstream is to hold. */
  readonly valueOf: (options: Options) => SettingValue;
  /** The option's value that stands for what upstream holds; null leaves the option out. It may turn out not to be valid. */
  readonly optionFrom: (value: SettingValue, options: Options) => unknown;
}

/** How well an application does in one respect. */
export interface Grade {
  readonly grade: "strong" | "yes" | "partial" | "no";
  /** One short sentence with the fact behind the grade. */
  readonly note: string;
}

/** Respects in which applications are compared, in the order of the matrix. */
export const matrixCriteria = [
  "licence",
  "maturity",
  "maintenance",
  "popularity",
  "scaleOut",
  "storageSeparation",
  "databaseScaling",
  "multiDomain",
  "clientApi",
  "risks",
] as const;

/** One respect in which applications are compared. */
export type MatrixCriterion = (typeof matrixCriteria)[number];

/** What people read about an application before they choose it. */
export interface Manifest {
  readonly name: string;
  /** One sentence: what people do with it. */
  readonly summary: string;
  /** Two or three sentences. */
  readonly description: string;
  readonly purpose: "talk" | "pictures" | "videos" | "write" | "listen" | "meet" | "practice";
  /** `providers`: shown to providers only. */
  readonly audience: "everyone" | "providers";
  readonly licence: string;
  readonly homepage: string;
  /** Version that each NixOS release ships, with how sure that is. */
  readonly versions: Readonly<Record<NixosRelease, string>>;
  /** What it needs, what it keeps, what cannot change later: short sentences. */
  readonly needs: readonly string[];
  readonly keeps: readonly string[];
  readonly permanent: readonly string[];
  readonly matrix: Readonly<Record<MatrixCriterion, Grade>>;
  /** What a new community does next. */
  readonly checklist: readonly string[];
}

/** How upgrades of the application go. */
export interface UpgradeRules {
  /** `every-minor`: no minor series may be skipped; `any`: jumps are allowed. */
  readonly ladder: "every-minor" | "any";
  /** No application documents a downgrade; the way back is a restore. */
  readonly downgrade: "restore";
  /** Lowest versions of what it stands on, from which release of the application on. */
  readonly floors: readonly { readonly from: string; readonly postgresql?: number; readonly redis?: string }[];
  readonly notes: readonly string[];
}

/** Changes options that were written for module version `from` into those of `from + 1`. */
export interface OptionMigration {
  readonly from: number;
  readonly migrate: (options: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
}

/** What an application runs on: NixOS, or a `minimal` machine, which is any Linux with Nix. */
export type HostKind = "nixos" | "minimal";

/** An application module: everything Allotment knows about one application, as data and pure functions. */
export interface ApplicationModule<Options = Readonly<Record<string, unknown>>> {
  readonly id: string;
  /** Integer version of the module; grows when its options change incompatibly. */
  readonly version: number;
  readonly manifest: Manifest;
  /** On what it runs. */
  readonly hosts: readonly HostKind[];
  /** JSON Schema (2020-12) of the options, annotated by `x-allotment`. */
  readonly optionsSchema: OptionsSchema;
  /** The options that its commands set; left out where there are none. */
  readonly settings?: readonly Setting<Options>[];
  readonly migrations: readonly OptionMigration[];
  readonly upgrades: UpgradeRules;
  /** The resource mapping. */
  readonly requirementsOf: (input: MappingInput<Options>) => Requirements;
  /** What follows from the placement: secrets, state, health, first administrator, commands. */
  readonly detailsOf: (input: DetailsInput<Options>) => InstanceDetails;
  /**
   * What people should know about how the instance was placed, in its own words: warnings and information, never errors.
   * Addresses are below `instances.<slug>`; each code has a sentence. Pure.
   */
  readonly noticesOf?: (input: DetailsInput<Options>) => readonly Diagnostic[];
}

/** The options schema of an application: an object schema with groups. */
export interface OptionsSchema {
  readonly $id: string;
  readonly title: string;
  readonly type: "object";
  readonly additionalProperties: false;
  readonly required?: readonly string[];
  readonly properties: Readonly<Record<string, OptionSchema>>;
  readonly "x-allotment-groups": readonly OptionGroup[];
}

/** A heading under which options stand, in order. */
export interface OptionGroup {
  readonly id: string;
  readonly title: string;
  readonly description?: string;
}

/** The schema of one option with its annotations. Other JSON Schema keywords may stand beside. */
export interface OptionSchema {
  readonly type?: string | readonly string[];
  readonly title: string;
  readonly description: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly oneOf?: readonly { readonly const: unknown; readonly title: string; readonly description?: string }[];
  readonly "x-allotment": import("./generated/schemas.ts").OptionAnnotations;
}

/**
 * Where a secret file is on its machines: under agenix' folder, by slug and role. The underscore occurs in neither,
 * so two different pairs never share a path.
 */
export function secretPath(slug: Slug, role: Role): string {
  return `/run/agenix/${slug}_${role}`;
}
