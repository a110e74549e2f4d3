import { describe, expect, test } from "vitest";
import { offerNames, valueAt, withValue, withoutOffer } from "./document.ts";

const document = { name: "Cellar", offers: { machine: { oak: { cpuCores: 4 } }, smtp: { relay: { host: "a" } } } };

describe("editing an environment as a form", () => {
  test("changes one field and nothing else", () => {
    const changed = withValue(document, ["offers", "machine", "oak", "cpuCores"], 8);
    expect(changed).toEqual({ ...document, offers: { ...document.offers, machine: { oak: { cpuCores: 8 } } } });
    expect(document.offers.machine.oak.cpuCores).toBe(4);
  });

  test("makes what is missing on the way, and cleans up what becomes empty", () => {
    const nested = withValue(document, ["offers", "machine", "oak", "ssh", "port"], 2222);
    expect(valueAt(nested, ["offers", "machine", "oak", "ssh", "port"])).toBe(2222);
    expect(withValue(nested, ["offers", "machine", "oak", "ssh", "port"], undefined)).toEqual(document);
  });

  test("removes an offer with its type, but never the list of machines", () => {
    expect(withoutOffer(document, "smtp", "relay").offers).toEqual({ machine: document.offers.machine });
    expect(valueAt(withoutOffer(document, "machine", "oak"), ["offers", "machine"])).toEqual({});
  });

  test("bears documents of any shape", () => {
    expect(offerNames({ offers: [] }, "machine")).toEqual([]);
    expect(valueAt("text", ["constructor"])).toBeUndefined();
    expect(valueAt({}, ["constructor", "name"])).toBeUndefined();
  });
});
