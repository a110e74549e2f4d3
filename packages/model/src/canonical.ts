import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Digest } from "./generated/schemas.ts";

/**
 * Canonical JSON: object keys sorted by code unit, no white space, as RFC 8785 orders them. Keys whose value is
 * `undefined` are left out. Two values that are equal as JSON give the same text.
 *
 * @throws TypeError for what JSON cannot carry (NaN, functions, cycles).
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === "boolean" || typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number") return canonicalNumber(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value === "object") return canonicalObject(value);
  throw new TypeError(`canonical JSON cannot carry a ${typeof value}`);
}

function canonicalNumber(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError("canonical JSON cannot carry a number that is not finite");
  return JSON.stringify(value);
}

function canonicalObject(value: object): string {
  const fields = value as Readonly<Record<string, unknown>>;
  let text = "";
  // Sorted by code unit, which is what `sort` does without a function.
  for (const key of Object.keys(fields).sort()) {
    const item = fields[key];
    if (item === undefined) continue;
    text += `${text === "" ? "" : ","}${JSON.stringify(key)}:${canonicalJson(item)}`;
  }
  return `{${text}}`;
}

/** The identity of anything immutable: SHA-256 of its canonical JSON in hexadecimal. Synchronous, so that the core is. */
export function digestOf(value: unknown): Digest {
  return bytesToHex(sha256(utf8ToBytes(canonicalJson(value))));
}

/** Whether two values are equal as JSON: the same canonical text, without making it. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) return Array.isArray(a) && Array.isArray(b) && sameItems(a, b);
  return sameFields(a as Fields, b as Fields);
}

type Fields = Readonly<Record<string, unknown>>;

function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, index) => sameJson(item, b[index]));
}

function sameFields(a: Fields, b: Fields): boolean {
  const present = (fields: Fields) => Object.keys(fields).filter((key) => fields[key] !== undefined);
  const keys = present(a);
  return keys.length === present(b).length && keys.every((key) => Object.hasOwn(b, key) && sameJson(a[key], b[key]));
}
