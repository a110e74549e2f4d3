import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { nixFolder, type Evaluated } from "./nix.ts";

/** NixOS options that the library may set, with their types; see nix/check/contract.json. */
export interface OptionContract {
  /** The nixpkgs release whose options these are. */
  readonly release: string;
  readonly options: Readonly<Record<string, string>>;
}

/** The committed contracts: that of hosts and resources, and one in the folder of each application that sets its own. */
export const contracts: readonly OptionContract[] = readdirSync(nixFolder, { recursive: true, encoding: "utf8" })
  .filter((file) => path.basename(file) === "contract.json")
  .sort()
  .map((file) => JSON.parse(readFileSync(path.join(nixFolder, file), "utf8")) as OptionContract);

/** A value that is set, with the names on the way to it. */
export interface Leaf {
  readonly path: readonly string[];
  readonly value: unknown;
}

/** Every value that is set, without looking into lists. An attribute set without entries sets nothing. */
export function leavesOf(value: unknown, at: readonly string[] = []): Leaf[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [{ path: at, value }];
  return Object.entries(value).flatMap(([name, item]) => leavesOf(item, [...at, name]));
}

/** A path as it stands in the contract: names that are not plain are quoted. */
export function pathText(names: readonly string[]): string {
  return names.map((name) => (/^[\w*-]+$/.test(name) ? name : JSON.stringify(name))).join(".");
}

/** What is set against the contract, on any machine: one line for each, empty when all is well. */
export function breaches(evaluated: Evaluated): string[] {
  return Object.values(evaluated).flatMap((machine) => leavesOf(machine).flatMap(breachOf));
}

function breachOf({ path: names, value }: Leaf): string[] {
  const type = typeOf(names);
  if (type === undefined) return [`${pathText(names)} is not in the contract`];
  return fits(value, type) ? [] : [`${pathText(names)} is not of type ${type}: ${JSON.stringify(value)}`];
}

interface Pattern {
  readonly names: readonly string[];
  readonly type: string;
}

// Without stars first, so that a plain name wins over one that a deployment chooses.
const patterns: readonly Pattern[] = contracts
  .flatMap(({ options }) => Object.entries(options))
  .map(([text, type]) => ({ names: namesOf(text), type }))
  .sort((a, b) => starsIn(a) - starsIn(b));

function starsIn({ names }: Pattern): number {
  return names.filter((name) => name.includes("*")).length;
}

function namesOf(text: string): string[] {
  return [...text.matchAll(/"(?:[^"\\]|\\.)*"|[^."]+/g)].map(([name]) =>
    name.startsWith('"') ? String(JSON.parse(name)) : name,
  );
}

function typeOf(names: readonly string[]): string | undefined {
  return patterns.find(
    (pattern) =>
      pattern.names.length === names.length && pattern.names.every((name, index) => named(name, names[index] ?? "")),
  )?.type;
}

function named(pattern: string, name: string): boolean {
  const star = pattern.indexOf("*");
  return star < 0
    ? pattern === name
    : name.startsWith(pattern.slice(0, star)) && name.endsWith(pattern.slice(star + 1));
}

const checks: Readonly<Record<string, (value: unknown) => boolean>> = {
  null: (value) => value === null,
  bool: (value) => typeof value === "boolean",
  int: (value) => Number.isInteger(value),
  positive: (value) => Number.isInteger(value) && Number(value) > 0,
  float: (value) => typeof value === "number",
  port: (value) => Number.isInteger(value) && Number(value) > 0 && Number(value) < 65_536,
  str: (value) => typeof value === "string",
  path: (value) => typeof value === "string" && value.startsWith("/"),
  // A secret is a path outside the store, never a file that the configuration itself made.
  secretPath: (value) => typeof value === "string" && value.startsWith("/run/agenix/"),
  storePath: (value) => typeof value === "string" && /^\/(?:nix\/store|stub)\//.test(value),
  runPath: (value) => typeof value === "string" && /^\/(?:nix\/store|stub|run\/agenix)\//.test(value),
  // What NixOS writes into unit files and into a file that a shell reads: nothing that either could take for more.
  envText: (value) => typeof value === "string" && /^[\w.,:/@=|+-]*$/.test(value),
  // A quoted value of a .env file: nothing in it ends the quotes, starts a variable or a line.
  dotenv: (value) => typeof value === "string" && /^"(?:[^"\\$\n\r\t]|\\["\\$nrt])*"$/.test(value),
  postgresqlUser: (value) => hasExactly(value, ["ensureDBOwnership", "name"]),
  cominRemote: (value) => hasExactly(value, ["auth", "branches", "name", "poller", "url"]),
  redundancyStrategy: (value) => hasExactly(value, ["min_lifetime", "size", "strategy"], ["min_views"]),
};

function fits(value: unknown, type: string): boolean {
  if (type.startsWith("null or ")) return value === null || fits(value, type.slice("null or ".length));
  if (type.startsWith("listOf "))
    return Array.isArray(value) && value.every((item) => fits(item, type.slice("listOf ".length)));
  if (type.startsWith("enum ")) return type.split(" ").slice(1).includes(String(value));
  return type.split(" or ").some((name) => {
    const check = checks[name];
    if (!check) throw new Error(`the contract has no type ${name}`);
    return check(value);
  });
}

function hasExactly(value: unknown, required: readonly string[], optional: readonly string[] = []): boolean {
  if (typeof value !== "object" || value === null) return false;
  const names = Object.keys(value);
  return (
    required.every((name) => names.includes(name)) && names.every((name) => [...required, ...optional].includes(name))
  );
}
