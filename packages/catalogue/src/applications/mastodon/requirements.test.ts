import { describe, expect, test } from "vitest";
import { sampleOptions, sampleRequirements } from "../../testing/sample.ts";
import { mastodon } from "./index.ts";
import { connectionsOf, mediaGiBOf, sizeOf, sizeSteps } from "./sizing.ts";

const valid = { ...sampleOptions(mastodon), domain: "social.choir.org" };
const resourcesFor = (options: Readonly<Record<string, unknown>>) =>
  sampleRequirements(mastodon, { ...valid, ...options }).resources;

describe("hosts", () => {
  test("the site upgrades connections and takes the largest upload that Mastodon allows", () => {
    expect(resourcesFor({})["site"]?.request).toEqual({
      host: "social.choir.org",
      purpose: "web",
      websockets: true,
      bodyMiBMax: 99,
    });
  });

  test("handles and media get hosts and records of their own", () => {
    const resources = resourcesFor({ accountDomain: "choir.org", mediaDomain: "files.choir.org" });
    expect(resources["account"]?.request).toMatchObject({ host: "choir.org", purpose: "account", websockets: false });
    expect(resources["dns-account"]?.request).toMatchObject({ name: "choir.org", purpose: "account-redirect" });
    expect(resources["media"]?.request).toMatchObject({ host: "files.choir.org", purpose: "media" });
    expect(resources["dns-media"]?.request).toMatchObject({ name: "files.choir.org", purpose: "media" });
  });

  test("a website that is there already keeps its address", () => {
    const { domains, resources } = sampleRequirements(mastodon, {
      ...valid,
      accountDomain: "choir.org",
      accountWebsite: "elsewhere",
    });
    expect(domains.account).toBe("choir.org");
    expect(Object.keys(resources)).not.toContain("account");
    expect(Object.keys(resources)).not.toContain("dns-account");
  });
});

describe("resources", () => {
  test("database and Redis carry the one name that the NixOS module accepts on the machine", () => {
    const { database, cache } = resourcesFor({});
    expect(database?.request).toMatchObject({ database: "mastodon", username: "mastodon", versionMin: 14 });
    expect(cache?.request).toMatchObject({ namespace: "mastodon", versionMin: "7.0", persistent: true });
  });

  test("search is asked for only when it is chosen", () => {
    expect(resourcesFor({ search: false })).not.toHaveProperty("search");
    const { resources, components } = sampleRequirements(mastodon, { ...valid, search: true });
    expect(resources).toHaveProperty("search");
    expect(components["jobs"]?.needs).toContain("search");
  });

  test("without object storage the machine needs as much disk as the bucket would have had", () => {
    const { bucket } = resourcesFor({ mediaCacheDays: 10 });
    expect(bucket).toMatchObject({ need: "when-offered", otherwise: { cpuMillicores: 0, memoryMiB: 0 } });
    expect(bucket?.otherwise?.diskGiB).toBe(bucket?.request["quotaGiB"]);
  });

  test("media that are kept longer take more space; for ever is reckoned as a year", () => {
    const size = sizeOf(300);
    expect(mediaGiBOf(size, 7)).toBeLessThan(mediaGiBOf(size, 30));
    expect(mediaGiBOf(size, undefined)).toBe(mediaGiBOf(size, 365));
  });

  test("mail comes from the site and is required", () => {
    expect(resourcesFor({})["mail"]).toMatchObject({
      need: "required",
      request: { sender: "notifications@social.choir.org" },
    });
  });
});

describe("sizing", () => {
  test("the table ascends, in bounds and in every value", () => {
    for (const [index, step] of sizeSteps.entries()) {
      const next = sizeSteps[index + 1];
      if (!next) continue;
      expect(next.activeUsersMax).toBeGreaterThan(step.activeUsersMax);
      for (const [name, value] of Object.entries(next.values)) {
        expect(value, name).toBeGreaterThanOrEqual(Object.entries(step.values).find(([other]) => other === name)?.[1]);
      }
    }
  });

  test("every thread has its database connection", () => {
    expect(connectionsOf(sizeOf(10))).toBe(1 * 5 + 10 + 10 + 10);
    expect(connectionsOf(sizeOf(10_000))).toBe(8 * 5 + 50 + 8 * 5 + 2 * 25 + 2 * 10 + 10);
  });

  test("larger communities get queues of their own; the scheduler stays in the one first process", () => {
    const jobs = (users: number) =>
      sampleRequirements(mastodon, { ...valid, expectedActiveUsers: users }).components["jobs"]?.settings;
    expect(jobs(50)).toMatchObject({ threads: 25, ingressProcesses: 0, pushProcesses: 0 });
    expect(jobs(200)).toMatchObject({ ingressProcesses: 1, pushProcesses: 0 });
    expect(jobs(2000)).toMatchObject({ threads: 25, ingressProcesses: 2, ingressThreads: 5, pushProcesses: 1 });
    expect(jobs(20_000)).toMatchObject({ threads: 50, ingressProcesses: 16, ingressThreads: 5, pushProcesses: 4 });
  });

  test("Redis has room for feeds and queues from the first people on", () => {
    const memoryMiB = [1, 10, 11, 50, 100, 500].map((users) => sizeOf(users).cacheMemory);
    expect(memoryMiB).toEqual([256, 256, 512, 512, 512, 512]);
  });

  test("a hundred people fit on the machine that operators report: two cores, four gibibytes", () => {
    const { components, resources } = sampleRequirements(mastodon, {
      ...valid,
      expectedActiveUsers: 100,
      search: false,
    });
    const asked = [resources["database"], resources["cache"]].map((one) => one?.request["capacity"]);
    const all = [...Object.values(components).map(({ capacity }) => capacity), ...asked] as {
      memoryMiB: number;
      cpuMillicores: number;
    }[];
    expect(all.reduce((sum, { memoryMiB }) => sum + memoryMiB, 0)).toBeLessThan(4096 - 768);
    expect(all.reduce((sum, { cpuMillicores }) => sum + cpuMillicores, 0)).toBeLessThanOrEqual(2000);
  });
});
