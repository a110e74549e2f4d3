import { readFileSync } from "node:fs";
import path from "node:path";
import type { OptionSchema, OptionsSchema } from "@allotment/model";
import { nixFolder } from "./nix.ts";

/** The options schema of an application. */
export function optionsSchema(application: string): OptionsSchema {
  const file = path.join(nixFolder, "../schemas/applications", application, "options.schema.json");
  return JSON.parse(readFileSync(file, "utf8")) as OptionsSchema;
}

/** An option that the NixOS module applies, with its name upstream. */
export interface NixOption {
  readonly name: string;
  readonly schema: OptionSchema;
  /** First name upstream, e.g. `APP_NAME` or `instance.name`. */
  readonly upstream: string;
  /** Name upstream that carries the value itself; another than the first where that is a switch beside it. */
  readonly carrier: string;
}

/** Options that a NixOS module must use: not secrets (they are files) and not host names (they are bindings and domains). */
export function nixOptions(application: string): NixOption[] {
  return Object.entries(optionsSchema(application).properties)
    .filter(([, { "x-allotment": about }]) => about.appliedBy === "nix" && !about.secret && about.domain === undefined)
    .map(([name, schema]) => ({ name, schema, ...namesUpstream(schema["x-allotment"].upstream) }));
}

// `broadcast_message.enabled, .message` stands for two names with one beginning.
function namesUpstream(text: string): Pick<NixOption, "upstream" | "carrier"> {
  const upstream = firstName(text);
  const second = /, \.([a-z_]+)$/.exec(text)?.[1];
  return { upstream, carrier: second === undefined ? upstream : upstream.replace(/[^.]+$/, second) };
}

// `signup.enabled, signup.requires_approval`, `MAX_PHOTO_SIZE (kB)`, `transcoding.resolutions.*`, `strategies[].size`
function firstName(upstream: string): string {
  return upstream.split(/[\s,([*]/)[0]?.replace(/\.$/, "") ?? upstream;
}

/** Whether people type it freely. */
export function isFreeText({ schema }: NixOption): boolean {
  return schema.type === "string" && schema.enum === undefined && schema.oneOf === undefined;
}

/** Another value than this one, of the same kind. */
export function otherValue(schema: OptionSchema, value: unknown): unknown {
  const allowed = schema.enum ?? schema.oneOf?.map((one) => one.const);
  if (allowed) return allowed.find((candidate) => candidate !== value);
  if (schema.type === "boolean") return value !== true;
  if (schema.type === "integer") return typeof value === "number" ? value + 1 : 7;
  if (schema.type === "number") return typeof value === "number" ? value + 0.5 : 1.5;
  if (schema.type === "array") return otherList(schema, value);
  return `${typeof value === "string" ? value : ""}changed`;
}

function otherList(schema: OptionSchema, value: unknown): unknown[] {
  const { items } = schema as OptionSchema & { readonly items?: OptionSchema };
  const present: readonly unknown[] = Array.isArray(value) ? value : [];
  const allowed = items?.enum ?? items?.oneOf?.map((one) => one.const);
  const more = allowed ? allowed.find((candidate) => !present.includes(candidate)) : "more.example";
  return [...present, more];
}
