import { hasSentence, isRequest, secretPath, validateAgainst, type ApplicationModule } from "@allotment/model";
import { describe, expect, test } from "vitest";
import { samplePlacement, samples, sampleSlug } from "./sample.ts";

/** What every application keeps to once it is placed: secrets, state, health, commands. */
export function detailsContract(module: ApplicationModule): void {
  describe.each(
    samples(module).flatMap(([name, sample]) => [
      [`${name}, on the machine`, samplePlacement(module, sample, false)] as const,
      [`${name}, from shared offers`, samplePlacement(module, sample, true)] as const,
    ]),
  )("details, %s", (_name, { input, generators: bindingGenerators }) => {
    const details = module.detailsOf(input);
    const requirements = module.requirementsOf(input);
    const components = Object.keys(requirements.components);

    test("fit the schema of the description", () => {
      const described = {
        application: module.id,
        moduleVersion: module.version,
        version: module.manifest.versions["26.05"],
        domains: input.domains,
        options: input.options,
        components: Object.fromEntries(
          Object.entries(requirements.components).map(([role, { capacity, settings }]) => [
            role,
            { machine: "m1", capacity, settings },
          ]),
        ),
        bindings: Object.fromEntries(
          Object.entries(input.bindings).map(([role, { secrets: _, ...binding }]) => [role, binding]),
        ),
        accounts: details.accounts,
        state: details.state,
        health: details.health,
        nodeInfo: details.nodeInfo,
        firstAdministrator: details.firstAdministrator,
        commands: details.commands,
      };
      expect(validateAgainst("description.schema.json#/$defs/DescribedInstance", described)).toEqual([]);
    });

    test("secret files fit the schema, on machines of components that exist", () => {
      for (const [role, { components: readers, ...file }] of Object.entries(details.secrets)) {
        const described = { ...file, machines: ["m1"], path: secretPath(sampleSlug, role) };
        expect(validateAgainst("description.schema.json#/$defs/SecretFile", described, role)).toEqual([]);
        expect(readers.filter((component) => !components.includes(component))).toEqual([]);
        expect(readers.length).toBeGreaterThan(0);
        if (file.format === "raw") expect(Object.keys(file.parts)).toEqual(["value"]);
      }
    });

    test("every file that a binding names is declared", () => {
      const declared = Object.keys(details.secrets).map((role) => secretPath(sampleSlug, role));
      const named = Object.values(input.bindings).flatMap(({ result }) =>
        Object.values(result).filter((value) => typeof value === "string" && value.startsWith("/run/agenix/")),
      );
      expect(named.filter((path) => !declared.includes(String(path)))).toEqual([]);
    });

    test("secrets come from generators that exist, and every generator is used", () => {
      const all = { ...details.generators, ...bindingGenerators };
      const sources = Object.values(details.secrets).flatMap(({ parts }) => Object.values(parts));
      const used = sources.flatMap((source) => ("generated" in source ? [source] : []));
      for (const generator of Object.values(details.generators)) {
        expect(validateAgainst("description.schema.json#/$defs/Generator", generator)).toEqual([]);
      }
      for (const { purpose } of Object.values(all)) {
        const sentences = ["name", "use", "rotation"].map((part) => `secrets.${purpose}.${part}`);
        expect(sentences.filter((key) => !hasSentence(key))).toEqual([]);
      }
      const paths = Object.keys(all).map((role) => `${sampleSlug}/${role}`);
      expect(used.filter(({ generated }) => !paths.includes(generated))).toEqual([]);
      const unused = Object.keys(details.generators).filter(
        (role) => !used.some(({ generated }) => generated === `${sampleSlug}/${role}`),
      );
      expect(unused).toEqual([]);
    });

    test("the first administrator gets a password, and by a command where nothing generates it", () => {
      const { password, command = [] } = details.firstAdministrator ?? {};
      if (password === undefined) return;
      if (password.from !== "generator") return expect(command).not.toEqual([]);
      expect(command).toEqual([]);
      expect(Object.keys(details.generators).map((role) => `${sampleSlug}/${role}`)).toContain(password.generator);
    });

    test("state belongs to components and bindings that exist", () => {
      expect(details.state.length).toBeGreaterThan(0);
      for (const item of details.state) {
        if (item.kind === "directory") expect(components).toContain(item.component);
        else expect(input.bindings[item.binding]?.type).toBe(item.kind);
      }
      const roles = details.state.map(({ role }) => role);
      expect(new Set(roles).size).toBe(roles.length);
    });

    test("health and NodeInfo are asked on the instance's own site", () => {
      const requests = details.health.filter(isRequest);
      const urls = [...requests.map(({ url }) => url), ...(details.nodeInfo === null ? [] : [details.nodeInfo])];
      expect(requests.some(({ purpose }) => purpose === "web")).toBe(true);
      for (const url of urls) {
        expect(new URL(url)).toMatchObject({ protocol: "https:", hostname: input.domains.web });
      }
    });

    test("notices stop nothing, are about the instance and say what they mean", () => {
      for (const { severity, code, address } of module.noticesOf?.(input) ?? []) {
        expect(["warning", "information"]).toContain(severity);
        expect(address).toMatch(new RegExp(`^instances\\.${sampleSlug}\\.`));
        expect(hasSentence(`diagnostics.${code}.summary`)).toBe(true);
        expect(hasSentence(`diagnostics.${code}.detail`)).toBe(true);
      }
    });

    test("commands and the first administrator run where a component runs", () => {
      const used = [...details.commands.map(({ component }) => component), details.firstAdministrator?.component];
      expect(used.filter((component) => component !== undefined && !components.includes(component))).toEqual([]);
    });
  });
}
