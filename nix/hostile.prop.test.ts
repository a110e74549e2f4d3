import type { Description } from "@allotment/model";
import { sampleEnvironment } from "@allotment/planner/testing";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { breaches } from "./testing/contract.ts";
import { evaluateAgainstStubs, withoutNix, type Evaluated } from "./testing/nix.ts";
import { isFreeText, nixOptions } from "./testing/options.ts";
import { readBySystemd, readByLaravel, readHtml, sourcedByShell, stubFileContent } from "./testing/readers.ts";
import { describeInstances } from "./testing/samples.ts";

// What breaks quoting somewhere: shells, systemd, Nix, .env files, HTML, and people's own alphabets.
const fragments = [
  '"',
  "'",
  "''",
  "${HOME}",
  "$(id)",
  "`id`",
  "\\",
  "\\\\",
  "\\n",
  "%",
  "%h",
  "%%",
  "\n",
  "\t",
  " ",
  "#",
  "=",
  "</h1>",
  "&amp;",
  "null",
  "true",
  "(empty)",
  "مرحبا",
  "\u202e",
  "é",
  "🎻",
  "x",
];
const hostile = fc.array(fc.constantFrom(...fragments), { minLength: 1, maxLength: 12 }).map((parts) => parts.join(""));

/** Runs of each property; each run is one evaluation with a fresh text in every option. */
const numRuns = 10;

const texts = (application: string) => nixOptions(application).filter(isFreeText);

function withTexts(base: Description, slug: string, names: readonly string[], values: readonly string[]): Description {
  const instance = base.instances[slug];
  if (!instance) throw new Error(`no instance ${slug}`);
  const options = { ...instance.options, ...Object.fromEntries(names.map((name, index) => [name, values[index]])) };
  return { ...base, instances: { ...base.instances, [slug]: { ...instance, options } } };
}

type Machine = Readonly<Record<string, unknown>>;

function machineOf(result: Evaluated): Machine {
  return Object.values(result)[0] ?? {};
}

/** The value at a path; undefined where there is none. */
function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, name) =>
      typeof inner === "object" && inner !== null
        ? Object.entries(inner).find(([key]) => key === name)?.[1]
        : undefined,
    value,
  );
}

/** How each application gets the texts: by name upstream. */
const readers: readonly (readonly [slug: string, application: string, read: (machine: Machine) => Texts])[] = [
  ["social", "mastodon", readMastodon],
  ["pictures", "pixelfed", readPixelfed],
  ["videos", "peertube", readPeertube],
  ["snac", "snac", readSnac],
  ["hello", "hello", readHello],
];

type Texts = Readonly<Record<string, unknown>>;

// Its environment, as systemd and a real shell read it alike.
function readMastodon(machine: Machine): Texts {
  const plain = Object.entries(at(machine, "services", "mastodon", "extraConfig") ?? {});
  const files = at(machine, "services", "mastodon", "extraEnvFiles");
  const content = stubFileContent(String(Array.isArray(files) ? files[0] : ""));
  const bySystemd = readBySystemd(content);
  expect(sourcedByShell(content, Object.keys(bySystemd))).toEqual(bySystemd);
  return { ...Object.fromEntries(plain), ...bySystemd };
}

// Its .env file, as phpdotenv and Laravel read it.
function readPixelfed(machine: Machine): Texts {
  const settings = Object.entries(at(machine, "services", "pixelfed", "settings") ?? {});
  return Object.fromEntries(
    settings.map(([name, value]) => [name, typeof value === "string" ? readByLaravel(value) : value]),
  );
}

function readPeertube(machine: Machine): Texts {
  const settings = at(machine, "services", "peertube", "settings");
  const paths = texts("peertube").map(({ carrier }) => carrier);
  return Object.fromEntries(paths.map((path) => [path, at(settings, ...path.split("."))]));
}

// What of its server.json is no setting.
function readSnac(machine: Machine): Texts {
  const environment = at(machine, "systemd", "services", "snac", "environment");
  return JSON.parse(stubFileContent(String(at(environment, "SNAC_FIXED")))) as Texts;
}

function readHello(machine: Machine): Texts {
  const hosts = at(machine, "services", "nginx", "virtualHosts") ?? {};
  const page = String(at(Object.values(hosts)[0], "root"));
  const title = /<h1>([\s\S]*)<\/h1>\n/.exec(page)?.[1];
  const message = /<p style="white-space: pre-line">([\s\S]*)<\/p>\n/.exec(page)?.[1];
  return { title: readHtml(title ?? ""), message: readHtml(message ?? "") };
}

describe.skipIf(withoutNix !== null)("text that people type arrives unchanged", () => {
  test.each(readers)(
    "%s (%s)",
    (slug, application, read) => {
      const options = texts(application);
      const base = describeInstances([slug], sampleEnvironment());
      const names = options.map(({ name }) => name);
      const arbitrary = fc.array(hostile, { minLength: names.length, maxLength: names.length });
      fc.assert(
        fc.property(arbitrary, (values) => {
          const [result = {}] = evaluateAgainstStubs([withTexts(base, slug, names, values)]);
          expect(breaches(result)).toEqual([]);
          const arrived = read(machineOf(result));
          expect(options.map(({ carrier }) => arrived[carrier])).toEqual(values);
        }),
        { numRuns },
      );
    },
    60_000,
  );
});
