import { findApplication } from "@allotment/catalogue";
import type { Configuration, Description, Generator, RotationRisk, SecretSource } from "@allotment/model";
import type { SecretRecord } from "@allotment/store";
import { say } from "../view/sentences.ts";

/** Who reads a secret on its machines. */
export interface SecretReader {
  readonly machines: readonly string[];
  readonly path: string;
  readonly owner: string;
  /** Units that start anew with a new value. */
  readonly units: readonly string[];
}

/** A secret that was generated. No value ever comes here. */
export interface GeneratedSecretView {
  /** `slug/role`. */
  readonly path: string;
  readonly instance: string;
  readonly name: string;
  /** What it is for. */
  readonly use: string;
  readonly rotation: RotationRisk;
  /** What a new value does, or why there is none. */
  readonly consequence: string;
  readonly madeAt: string | null;
  /** How often it was replaced. */
  readonly replaced: number;
  /** The draft wants a new value: it is made with the next installation. */
  readonly pending: boolean;
  readonly readers: readonly SecretReader[];
}

/** A secret that somebody gave. */
export interface GivenSecretView {
  /** Address of the option; null for one of the provider's. */
  readonly address: string | null;
  readonly instance: string | null;
  /** Title of the option; null for one of the provider's. */
  readonly name: string | null;
  readonly givenAt: string | null;
  /** The draft names another one: it is used from the next installation on. */
  readonly pending: boolean;
  readonly readers: readonly SecretReader[];
}

type Live = Pick<Description, "generators" | "secrets" | "instances">;

/** The generated secrets of what is live, by path. */
export function generatedSecrets(
  live: Live,
  draft: Configuration,
  records: readonly SecretRecord[],
): GeneratedSecretView[] {
  return Object.entries(live.generators).map(([path, generator]) => {
    const number = liveNumber(generator);
    const { purpose, rotation } = generator;
    const made = records.find((one) => one.kind === "generated" && one.name === path && one.number === number);
    return {
      path,
      instance: path.slice(0, path.indexOf("/")),
      name: say(`secrets.${purpose}.name`),
      use: say(`secrets.${purpose}.use`),
      rotation,
      consequence: say(`secrets.${purpose}.rotation`),
      madeAt: made?.createdAt ?? null,
      replaced: number - 1,
      pending: (draft.rotations?.[path] ?? 1) > number,
      readers: readersOf(live, (source) => "generated" in source && source.generated === path),
    };
  });
}

/** Which value of a secret is live. */
export function liveNumber(generator: Generator): number {
  return generator.number ?? 1;
}

/** The given secrets of what is live: the deployment's own by address, then the provider's. */
export function givenSecrets(live: Live, draft: Configuration, records: readonly SecretRecord[]): GivenSecretView[] {
  const sources = Object.values(live.secrets).flatMap(({ parts }) => Object.values(parts));
  const ids = [...new Set(sources.flatMap((source) => ("given" in source ? [source.given] : [])))];
  const views = ids.map((id): GivenSecretView => {
    const record = records.find((one) => one.id === id);
    const readers = readersOf(live, (source) => "given" in source && source.given === id);
    if (!record) return { address: null, instance: null, name: null, givenAt: null, pending: false, readers };
    const { instance, option } = optionOf(record.name);
    const application = live.instances[instance]?.application ?? "";
    const title = findApplication(application)?.optionsSchema.properties[option]?.title ?? option;
    const wanted = draft.applications[instance]?.options[option];
    const pending = typeof wanted === "object" && wanted !== null && "$secret" in wanted && wanted.$secret !== id;
    return { address: record.name, instance, name: title, givenAt: record.createdAt, pending, readers };
  });
  return views.toSorted((a, b) => (a.address ?? "~").localeCompare(b.address ?? "~"));
}

// `applications.<instance>.options.<option>`, as the form gave it.
function optionOf(address: string): { readonly instance: string; readonly option: string } {
  const [, instance = "", , option = ""] = address.split(".");
  return { instance, option };
}

function readersOf({ secrets }: Live, isIt: (source: SecretSource) => boolean): SecretReader[] {
  return Object.values(secrets)
    .filter(({ parts }) => Object.values(parts).some(isIt))
    .map(({ machines, path, owner, restartUnits }) => ({ machines, path, owner, units: restartUnits }));
}
