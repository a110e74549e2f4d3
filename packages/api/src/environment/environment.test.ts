import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  deploy,
  deploymentWith,
  firstProvider,
  operatorWith,
  problemFrom,
  testApi,
  type TestApi,
  type TestPerson,
} from "../testing/index.ts";

describe("environments", () => {
  let api: TestApi;
  let provider: TestPerson;

  beforeAll(async () => {
    api = await testApi();
    provider = await firstProvider(api);
  });
  afterAll(() => api.close());

  const practice = () => provider.caller.environment.get({ slug: "practice" });

  test("malformed YAML is refused with line and column", async () => {
    const checked = await provider.caller.environment.check({
      yaml: "name: Practice\noffers:\n  machine: {a: 1\npolicy: x\n",
    });
    expect(checked).toMatchObject({ valid: false, value: null, yaml: null });
    expect(checked.diagnostics[0]).toMatchObject({ code: "malformed-yaml", params: { line: expect.any(Number) } });
    expect(checked.diagnostics[0]?.summary).toMatch(/^Line \d+, column \d+/);
  });

  test("the same key twice is a mistake", async () => {
    const checked = await provider.caller.environment.check({ yaml: "name: A\nname: B\n" });
    expect(checked.diagnostics[0]).toMatchObject({ code: "malformed-yaml", params: { line: 2, column: 1 } });
  });

  test("a few lines that would become gigabytes are refused at once", async () => {
    const levels = Array.from({ length: 9 }, (_, level) => {
      const items = level === 0 ? "x" : `*a${level - 1}`;
      return `a${level}: &a${level} [${Array.from({ length: 9 }, () => items).join(",")}]`;
    });
    const checked = await provider.caller.environment.check({ yaml: levels.join("\n") });
    expect(checked.diagnostics.map(({ code }) => code)).toEqual(["yaml-aliases"]);
  });

  test("a text that is too long is not read", async () => {
    const checked = await provider.caller.environment.check({ yaml: `name: ${"x".repeat(600_000)}` });
    expect(checked.diagnostics.map(({ code }) => code)).toEqual(["too-long"]);
  });

  test.each(["", "null", "[]", "42", "!!js/function 'x'", "name: [", "\u0000"])(
    "%j is no environment",
    async (yaml) => {
      const checked = await provider.caller.environment.check({ yaml });
      expect(checked.valid).toBe(false);
      expect(checked.diagnostics.length).toBeGreaterThan(0);
    },
  );

  test("form and YAML are the same thing", async () => {
    const { document, yaml } = await practice();
    const fromYaml = await provider.caller.environment.check({ yaml });
    expect(fromYaml.value).toEqual(document);
    expect((await provider.caller.environment.check({ document: { ...document } })).yaml).toBe(yaml);
  });

  test.each([
    ["cpuCores", 0],
    ["memoryMiB", -1],
    ["diskGiB", 1.5],
    ["diskGiB", "much"],
  ])("a machine with %s %j is refused by name of the field", async (field, value) => {
    const { document } = await practice();
    const [name = "", machine] = Object.entries(document.offers.machine)[0] ?? [];
    const offers = {
      ...document.offers,
      machine: { ...document.offers.machine, [name]: { ...machine, [field]: value } },
    };
    const checked = await provider.caller.environment.check({ document: { ...document, offers } });
    expect(checked.valid).toBe(false);
    expect(checked.diagnostics[0]?.address).toBe(`offers.machine.${name}.${field}`);
  });

  test("of two people who save, the second is told and nothing is lost", async () => {
    const { id, revisionId, document } = await practice();
    const save = (description: string) =>
      provider.caller.environment.set({
        environmentId: id,
        basedOnRevisionId: revisionId,
        source: { document: { ...document, description } },
      });
    await save("First.");
    const problem = await problemFrom(save("Second."));
    expect(problem).toMatchObject({ code: "environment-changed", details: { kind: "environment" } });
    expect((await practice()).document.description).toBe("First.");
  });

  test("values of secrets are sealed, and the document holds references to them", async () => {
    const { document } = await practice();
    const relay = { ...document.offers.smtp?.["relay"], username: "allotment", password: { $secret: "new" } };
    const offers = { ...document.offers, smtp: { relay } };
    const secrets = {
      "offers.smtp.relay.password": "hunter2",
      "offers.s3-bucket.media.accessKeyId": "AKIA",
      "offers.s3-bucket.media.secretAccessKey": "s3cr3t-value",
      "offers.backup-repository.vault.accessKeyId": "AKIA",
      "offers.backup-repository.vault.secretAccessKey": "s3cr3t-value",
    };
    const made = await provider.caller.environment.create({
      slug: "second",
      source: { document: { ...document, name: "Second", offers } },
      secrets,
    });
    const environment = await provider.caller.environment.get({ environmentId: made.id });
    const reference = environment.document.offers.smtp?.["relay"]?.password?.$secret;
    const owner = { kind: "environment", environmentId: made.id } as const;
    expect((await provider.caller.secret.list({ owner })).map(({ id }) => id)).toContain(reference);
    expect(environment.yaml).not.toMatch(/hunter2|s3cr3t-value|\$secret: new/);
  });

  test("a value for a field that takes no secret is refused", async () => {
    const { document } = await practice();
    const problem = await problemFrom(
      provider.caller.environment.create({
        slug: "third",
        source: { document: { ...document } },
        secrets: { "offers.machine.amber.cpuCores": "8" },
      }),
    );
    expect(problem.diagnostics[0]).toMatchObject({ code: "unknown-field", address: "offers.machine.amber.cpuCores" });
    expect(await problemFrom(provider.caller.environment.get({ slug: "third" }))).toMatchObject({ code: "not-found" });
  });

  test("capacity and use are shown by machine, with whose it is", async () => {
    const choir = await operatorWith(api, provider, { operator: "Choir", username: "carla" });
    const deploymentId = await deploymentWith(choir, "choir", "photos.choir.example");
    await deploy(api, choir, deploymentId);
    const { machines, totals } = await practice();
    const taken = machines.filter(({ deployment }) => deployment !== null);
    expect(taken).toMatchObject([{ deployment: { id: deploymentId }, applications: ["photos"] }]);
    expect(taken[0]?.used.memoryMiB).toBeGreaterThan(0);
    expect(totals.used).toEqual(taken[0]?.used);
    expect(totals.capacity.memoryMiB).toBeGreaterThan(totals.used.memoryMiB);
  });

  test("whom a change would concern is said before it is saved", async () => {
    const band = await operatorWith(api, provider, { operator: "Band", username: "bert" });
    const deploymentId = await deploymentWith(band, "band", "photos.band.example");
    const { etag } = await band.caller.draft.get({ deploymentId });
    await band.caller.configuration.stage({ deploymentId, etag });
    const { id: environmentId, document, machines } = await practice();
    const home = machines.find(({ deployment }) => deployment?.slug === "choir")?.machine ?? "";
    const affectedBy = async (offers: object) => {
      const check = { document: { ...document, offers: { ...document.offers, ...offers } }, environmentId };
      return (await provider.caller.environment.check(check)).affected;
    };
    const bySlug = (slug: string) => expect.objectContaining({ slug });
    const same = await affectedBy({});
    expect(same).toEqual(expect.arrayContaining([bySlug("choir"), bySlug("band")]));
    expect(same.every(({ fits, changes, machines: changed }) => fits && !changes && changed.length === 0)).toBe(true);
    const moved = { ...document.offers.machine[home], ipv4: "192.0.2.77" };
    const [choir] = await affectedBy({ machine: { ...document.offers.machine, [home]: moved } });
    expect(choir).toMatchObject({
      slug: "choir",
      configuration: "deployed",
      fits: true,
      changes: true,
      machines: [home],
    });
    const { [home]: _, ...others } = document.offers.machine;
    const [lost] = await affectedBy({ machine: others });
    expect(lost).toMatchObject({ slug: "choir", fitsNow: true, fits: false, errors: [{ code: "machine-gone" }] });
    const nobody = await affectedBy({ machine: {} });
    expect(nobody.filter(({ fits }) => fits)).toEqual([]);
    expect((await practice()).machines.find(({ machine }) => machine === home)?.deployment?.slug).toBe("choir");
  });

  test("a closed environment takes nothing new, and a closed circle is not seen by others", async () => {
    const club = await operatorWith(api, provider, { operator: "Club", username: "clara" });
    const { id } = await practice();
    const deploymentId = await deploymentWith(club, "club", "photos.club.example");
    await provider.caller.environment.setDisabled({ environmentId: id, disabled: true });
    expect((await club.caller.environment.list()).map(({ slug }) => slug)).not.toContain("practice");
    const view = await club.caller.deployment.get({ deploymentId });
    expect(view.environment.name).toBe("Practice");
    expect(view.actions.deploy).not.toBeNull();
    await provider.caller.environment.setDisabled({ environmentId: id, disabled: false });
    const other = await provider.caller.operator.create({ name: "Others" });
    await provider.caller.environment.setOperators({ environmentId: id, operatorIds: [other.id] });
    expect((await club.caller.environment.list()).map(({ slug }) => slug)).not.toContain("practice");
  });
});
