import { applications } from "@allotment/catalogue";
import { describe, expect, test } from "vitest";
import { validateEnvironment } from "./index.ts";
import { sampleEnvironment, sampleHostKey } from "./testing/index.ts";

type Json = Record<string, unknown>;

/** The sample environment after a change to its JSON. */
function changed(
  change: (document: { offers: Record<string, Record<string, Json>>; policy: Json } & Json) => void,
): unknown {
  const document = structuredClone(sampleEnvironment()) as unknown as Parameters<typeof change>[0];
  change(document);
  return document;
}

const machine = (name: string, fields: Json) =>
  changed((document) => Object.assign(document.offers["machine"]?.[name] ?? {}, fields));

test("the practice environment is valid and has nothing to remark", () => {
  expect(validateEnvironment(sampleEnvironment(), applications)).toEqual([]);
});

describe("an environment is refused, and the field named, for", () => {
  test.each([
    ["a machine without processors", machine("amber", { cpuCores: 0 }), "too-small", "offers.machine.amber.cpuCores"],
    ["a negative disk", machine("amber", { diskGiB: -5 }), "too-small", "offers.machine.amber.diskGiB"],
    ["memory in words", machine("amber", { memoryMiB: "16 GB" }), "wrong-type", "offers.machine.amber.memoryMiB"],
    [
      "a host key that is none",
      machine("amber", { hostPublicKey: "ssh-ed25519 AAAA" }),
      "wrong-pattern",
      "offers.machine.amber.hostPublicKey",
    ],
    [
      "one host key for two machines",
      machine("birch", { hostPublicKey: sampleHostKey("A") }),
      "host-key-repeated",
      "offers.machine.birch.hostPublicKey",
    ],
    [
      "one address for two machines",
      machine("birch", { ipv4: "192.0.2.10" }),
      "address-repeated",
      "offers.machine.birch.ipv4",
    ],
    ["an unknown field", machine("amber", { colour: "red" }), "unknown-field", "offers.machine.amber.colour"],
    [
      "a preference for what is not declared",
      changed((document) => (document.policy["prefer"] = { "s3-bucket": ["garage"] })),
      "offer-not-declared",
      "policy.prefer.s3-bucket",
    ],
    [
      "a rule about no application",
      changed((document) => (document.policy["rules"] = [{ application: "geocities", machineLabels: ["old"] }])),
      "unknown-application",
      "policy.rules.0.application",
    ],
    [
      "a machine named with a line break",
      changed((document) => (document.offers["machine"] = { "a\nb": {} })),
      "invalid-name",
      'offers.machine["a\\nb"]',
    ],
    [
      "a secret in the clear",
      changed((document) =>
        Object.assign(document.offers["s3-bucket"]?.["media"] ?? {}, { secretAccessKey: "hunter2" }),
      ),
      "wrong-type",
      "offers.s3-bucket.media.secretAccessKey",
    ],
  ])("%s", (_, document, code, address) => {
    expect(validateEnvironment(document, applications)).toContainEqual(
      expect.objectContaining({ severity: "error", code, address }),
    );
  });
});

test("what is missing for every application is said once, to the provider", () => {
  const document = changed((one) => delete one.offers["smtp"]);
  expect(validateEnvironment(document, applications)).toEqual([
    { severity: "warning", code: "nothing-offered", address: "offers.smtp", params: { type: "smtp" } },
  ]);
});
