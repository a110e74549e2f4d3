import { describe, expect, it } from "vitest";
import { withDefaults } from "../../options.ts";
import { validateOptions } from "../../validate.ts";
import { snac } from "./index.ts";

const required = { domain: "talk.example.org", contactEmail: "us@example.org" };

function requirementsWith(options: Readonly<Record<string, unknown>>) {
  const filled = withDefaults(snac.optionsSchema, { ...required, ...options });
  return snac.requirementsOf({ slug: "talk", options: filled, release: "26.05" });
}

function serverWith(options: Readonly<Record<string, unknown>>) {
  const { server } = requirementsWith(options).components;
  if (!server) throw new Error("snac has a server");
  return server;
}

function detailsWith(options: Readonly<Record<string, unknown>>) {
  const filled = withDefaults(snac.optionsSchema, { ...required, ...options });
  const domains = { account: null, web: required.domain, media: null };
  return snac.detailsOf({ slug: "talk", options: filled, release: "26.05", domains, bindings: {} });
}

describe("what it needs", () => {
  it("fits a few people onto the smallest machine, with a virtual host and nothing else", () => {
    const { resources } = requirementsWith({});
    expect(Object.keys(resources).sort()).toEqual(["dns-site", "site"]);
    const { capacity } = serverWith({ expectedActiveUsers: 10 });
    expect(capacity.memoryMiB).toBeLessThanOrEqual(256);
    expect(capacity.diskGiB).toBeLessThanOrEqual(10);
  });

  it("plans more disk the longer timelines are kept, most where they are kept for ever", () => {
    const [month, year, ever] = [30, 365, 0].map((timelineDays) => serverWith({ timelineDays }).capacity.diskGiB);
    expect(month).toBeLessThan(Number(year));
    expect(year).toBeLessThan(Number(ever));
  });

  it("takes the threads that are asked for, and never more than it starts", () => {
    expect(serverWith({ threads: 5 }).settings["threads"]).toBe(5);
    expect(serverWith({ expectedActiveUsers: 100_000 }).settings["threads"]).toBe(256);
  });
});

describe("what is known of it once it is placed", () => {
  it("asks below the folder of the address where there is one", () => {
    expect(detailsWith({}).nodeInfo).toBe("https://talk.example.org/nodeinfo_2_0");
    expect(detailsWith({ prefix: "/social" }).nodeInfo).toBe("https://talk.example.org/social/nodeinfo_2_0");
  });

  it("has backups keep its hard links", () => {
    expect(detailsWith({}).state).toMatchObject([{ path: "/var/lib/snac", hardLinks: true }]);
  });

  it("names the secret that is the first password", () => {
    const { firstAdministrator, secrets } = detailsWith({ adminUsername: "anna" });
    expect(firstAdministrator).toMatchObject({ username: "anna", command: [] });
    expect(JSON.stringify(secrets["administrator-password"]?.parts)).toContain("talk/administrator-password");
  });
});

describe("options", () => {
  it.each([
    ["adminUsername", "oauth"],
    ["adminUsername", "api"],
    ["adminUsername", "-e"],
    ["adminUsername", "anna.b"],
    ["prefix", "/"],
    ["prefix", "/../x"],
    ["blockedInstances", ["https://bad.example"]],
    ["rejectPatterns", ["one\ntwo"]],
  ])("refuses %s: %j, which snac would take for something else", (name, value) => {
    const found = validateOptions(snac, { ...required, [name]: value }, "options");
    expect(found.map(({ address }) => address.split(/[.[]/)[1])).toContain(name);
  });
});
