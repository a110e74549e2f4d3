import { digestOf, hasSentence, validateAgainst, type ApplicationModule } from "@allotment/model";
import { describe, expect, test } from "vitest";
import { normaliseDomains } from "../options.ts";
import { resourceTypes } from "../resources/index.ts";
import { sampleRequirements, samples } from "./sample.ts";

/** What the resource mapping of every application keeps to. */
export function requirementsContract(module: ApplicationModule): void {
  describe.each(samples(module))("requirements, %s", (_name, sample) => {
    const requirements = sampleRequirements(module, sample);
    const roles = Object.keys(requirements.resources);

    test("are deterministic", () => {
      expect(digestOf(sampleRequirements(module, sample))).toBe(digestOf(requirements));
    });

    test("name the hosts that the options name", () => {
      expect(requirements.domains.web).toBe(normaliseDomains(module, sample)["domain"]);
      const hosts = Object.values(requirements.resources)
        .filter(({ type }) => type === "http-ingress" || type === "dns-record")
        .map(({ request }) => request["host"] ?? request["name"]);
      expect(hosts).toContain(requirements.domains.web);
      const known = Object.values(requirements.domains);
      expect(hosts.filter((host) => !known.includes(String(host)))).toEqual([]);
    });

    test("every resource has a type and a valid request, and belongs to a component", () => {
      for (const [role, { type, request, component }] of Object.entries(requirements.resources)) {
        expect(resourceTypes.has(type)).toBe(true);
        expect(validateAgainst(`resources/${type}/request.schema.json`, request, role)).toEqual([]);
        expect(Object.keys(requirements.components)).toContain(component);
        expect(validateAgainst("common.schema.json#/$defs/Role", role)).toEqual([]);
      }
    });

    test("components need only what is there, and everything that is there is needed", () => {
      const needed = Object.values(requirements.components).flatMap(({ needs }) => needs);
      expect(needed.filter((role) => !roles.includes(role))).toEqual([]);
      expect(roles.filter((role) => !needed.includes(role))).toEqual([]);
    });

    test("components have a capacity, plain settings, claims and a sentence", () => {
      const { components } = requirements;
      for (const [role, component] of Object.entries(components)) {
        expect(validateAgainst("common.schema.json#/$defs/Role", role)).toEqual([]);
        expect(validateAgainst("common.schema.json#/$defs/Capacity", component.capacity)).toEqual([]);
        expect(hasSentence(component.sizing.code)).toBe(true);
      }
      const claims = Object.values(components).flatMap((component) => component.claims);
      expect(claims.length).toBeGreaterThan(0);
      expect(new Set(claims).size).toBe(claims.length);
    });
  });
}
