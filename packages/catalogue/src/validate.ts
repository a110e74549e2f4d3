import {
  errorAt,
  joinAddress,
  validateAgainst,
  type ApplicationModule,
  type Diagnostic,
  type OptionSchema,
} from "@allotment/model";
import { optionsSchemaPath } from "./define.ts";
import { requiresDiagnostics } from "./requires.ts";
import { normaliseHost } from "./shared/hosts.ts";
import { textDiagnostics } from "./text-rules.ts";

type Properties = Readonly<Record<string, OptionSchema>>;

/**
 * Validates the options of an instance: against the schema, then by the rules that hold for every text and host name.
 *
 * @param options anything, of any size
 * @param address where the options are in what the user sees, e.g. `applications.social.options`
 * @returns a diagnostic for each violation, each naming its field; empty when the mapping may be given them
 */
export function validateOptions(module: ApplicationModule, options: unknown, address: string): Diagnostic[] {
  const found = validateAgainst(optionsSchemaPath(module.id), options, address);
  if (!isRecord(options)) return found;
  const { properties } = module.optionsSchema;
  const texts = Object.entries(properties).flatMap(([name, option]) =>
    valueDiagnostics(option, options[name], joinAddress(address, name)),
  );
  return unique([
    ...found,
    ...texts,
    ...equalHosts(properties, options, address),
    ...requiresDiagnostics(properties, options, address),
  ]);
}

function valueDiagnostics(option: OptionSchema, value: unknown, address: string): Diagnostic[] {
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, index) => valueDiagnostics(option, item, joinAddress(address, String(index))));
  }
  if (typeof value !== "string") return [];
  const texts = textDiagnostics(option, value, address);
  if (texts.length > 0 || option["x-allotment"].domain === undefined) return texts;
  return normaliseHost(value) === undefined ? [errorAt(address, "not-a-host")] : [];
}

// The media host serves files of strangers and must not share an origin with the site; the account host may be the site.
function equalHosts(properties: Properties, options: Readonly<Record<string, unknown>>, address: string): Diagnostic[] {
  const hosts = Object.entries(properties).flatMap(([name, option]) => {
    const { domain } = option["x-allotment"];
    const value = options[name];
    const host = domain !== undefined && typeof value === "string" ? normaliseHost(value) : undefined;
    return host === undefined ? [] : [{ name, domain, host }];
  });
  const others = hosts.filter(({ domain }) => domain !== "media");
  return hosts
    .filter(({ domain }) => domain === "media")
    .flatMap((media) => others.filter(({ host }) => host === media.host).map((other) => ({ media, other })))
    .slice(0, 1)
    .map(({ media, other }) => errorAt(joinAddress(address, media.name), "same-host", { other: other.name }));
}

function unique(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Map(diagnostics.map((diagnostic) => [`${diagnostic.address}\n${diagnostic.code}`, diagnostic]));
  return [...seen.values()];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
