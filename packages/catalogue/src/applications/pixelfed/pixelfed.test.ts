import type { Requirements, ResolvedBinding } from "@allotment/model";
import { describe, expect, it } from "vitest";
import { recommendedOptions, withDefaults } from "../../options.ts";
import { validateOptions } from "../../validate.ts";
import { pixelfed } from "./index.ts";

const required = { domain: "photos.example.org", contactEmail: "team@example.org" };

function optionsWith(options: Readonly<Record<string, unknown>>) {
  return withDefaults(pixelfed.optionsSchema, { ...required, ...options });
}

function requirementsWith(options: Readonly<Record<string, unknown>>): Requirements {
  return pixelfed.requirementsOf({ slug: "photos", options: optionsWith(options), release: "26.05" });
}

function detailsWith(
  bindings: Readonly<Record<string, ResolvedBinding>>,
  options: Readonly<Record<string, unknown>> = {},
) {
  const domains = { account: null, web: required.domain, media: null };
  return pixelfed.detailsOf({ slug: "photos", options: optionsWith(options), release: "26.05", domains, bindings });
}

function binding(type: ResolvedBinding["type"], secrets: ResolvedBinding["secrets"]): ResolvedBinding {
  return { type, offer: "shared", machine: null, request: {}, result: {}, secrets };
}

describe("who may join", () => {
  it.each([
    ["open", true, false],
    ["approval", false, true],
    ["closed", false, false],
  ])("%s sets open registration to %s and applications to %s", (registrations, open, curated) => {
    const { web } = requirementsWith({ registrations }).components;
    expect(web?.settings).toMatchObject({ openRegistration: open, curatedRegistration: curated });
  });
});

describe("sizes", () => {
  it("plans a quarter of every expected member's space for photos", () => {
    const { bucket } = requirementsWith({ expectedActiveUsers: 1000, accountSizeMB: 2000 }).resources;
    expect(bucket?.request["quotaGiB"]).toBe(Math.ceil((1000 * 2000 * 1_000_000 * 0.25) / 1024 ** 3));
  });

  it("takes the same space from the disk where there is no object storage", () => {
    const { bucket } = requirementsWith({ expectedActiveUsers: 400 }).resources;
    expect(bucket?.need).toBe("when-offered");
    expect(bucket?.otherwise?.diskGiB).toBe(bucket?.request["quotaGiB"]);
  });

  it("lets requests be as large as the largest photo that is allowed", () => {
    for (const photoSizeMB of [1, 15, 2000]) {
      const { components, resources } = requirementsWith({ photoSizeMB });
      const limit = Number(components["web"]?.settings["uploadMiBMax"]);
      expect(limit * 1024 ** 2).toBeGreaterThan(photoSizeMB * 1000 * 1024);
      expect(resources["site"]?.request["bodyMiBMax"]).toBe(limit);
    }
  });

  it("needs more for videos than for photos alone", () => {
    const photos = requirementsWith({ mediaTypes: ["image/jpeg"] }).components["jobs"];
    const videos = requirementsWith({ mediaTypes: ["image/jpeg", "video/mp4"] }).components["jobs"];
    expect(videos?.capacity.memoryMiB).toBeGreaterThan(Number(photos?.capacity.memoryMiB));
  });

  it("gives the database a connection for every process", () => {
    for (const expectedActiveUsers of [1, 300, 50_000]) {
      const { components, resources } = requirementsWith({ expectedActiveUsers });
      const processes =
        Number(components["web"]?.settings["phpProcesses"]) +
        Number(components["jobs"]?.settings["horizonProcessesMax"]);
      expect(Number(resources["database"]?.request["connectionsMax"])).toBeGreaterThan(processes);
    }
  });
});

describe("secrets and state", () => {
  const password = { generated: "photos/database-password", output: "value" } as const;
  const keys = {
    accessKeyId: { given: "key", of: "environment" },
    secretAccessKey: { given: "secret", of: "environment" },
  } as const;

  it("puts everything secret into the one file that Pixelfed reads", () => {
    const details = detailsWith(
      {
        database: binding("postgresql", { password }),
        cache: binding("redis", { password: { given: "redis", of: "environment" } }),
        mail: binding("smtp", { password: { given: "mail", of: "environment" } }),
        bucket: binding("s3-bucket", keys),
      },
      { captcha: true, captchaSiteKey: "site", captchaSecret: { $secret: "captcha" } },
    );
    expect(details.secrets["environment"]?.parts).toEqual({
      APP_KEY: { generated: "photos/app-key", output: "value", prefix: "base64:" },
      DB_PASSWORD: password,
      REDIS_PASSWORD: { given: "redis", of: "environment" },
      MAIL_PASSWORD: { given: "mail", of: "environment" },
      AWS_ACCESS_KEY_ID: { given: "key", of: "environment" },
      AWS_SECRET_ACCESS_KEY: { given: "secret", of: "environment" },
      CAPTCHA_SECRET: { given: "captcha", of: "deployment" },
    });
  });

  it("needs only the key where database, Redis and mail ask for no password", () => {
    const details = detailsWith({ database: binding("postgresql", {}), cache: binding("redis", {}) });
    expect(Object.keys(details.secrets["environment"]?.parts ?? {})).toEqual(["APP_KEY"]);
  });

  it("backs up the bucket where there is one", () => {
    const kinds = (bindings: Readonly<Record<string, ResolvedBinding>>) =>
      detailsWith(bindings).state.map(({ kind }) => kind);
    expect(kinds({ bucket: binding("s3-bucket", keys) })).toContain("s3-bucket");
    expect(kinds({})).not.toContain("s3-bucket");
  });

  it("never hands a password to the command that makes the first administrator", () => {
    expect(detailsWith({}).firstAdministrator?.command.join(" ")).not.toMatch(/password/i);
  });
});

describe("options", () => {
  it("starts with values that are valid for communities of every size", () => {
    for (const users of [1, 500, 5000, 100_000]) {
      const options = { ...recommendedOptions(pixelfed, users), ...required };
      expect(validateOptions(pixelfed, options, "options")).toEqual([]);
    }
  });

  it("makes room for everybody who is expected", () => {
    for (const users of [10, 800, 4000, 50_000]) {
      expect(Number(recommendedOptions(pixelfed, users)["usersMax"])).toBeGreaterThan(users);
    }
  });

  it.each([
    ["description", "two\nlines"],
    ["blockedKeywords", ["one, two"]],
    ["timeZone", "Europe/Berlin\nAPP_KEY=x"],
    ["adminUsername", "--is_admin"],
  ])("refuses a %s that its environment file or command could not carry", (name, value) => {
    const diagnostics = validateOptions(pixelfed, { ...required, [name]: value }, "options");
    expect(diagnostics.map(({ address }) => address.split(".")[1])).toContain(name);
  });

  it.each([
    ["name", 'The "Choir" of $HOME \\ ${APP_KEY} #1'],
    ["description", "Photos – für alle ♥ 'zusammen' null"],
  ])("takes every text for the %s", (name, value) => {
    expect(validateOptions(pixelfed, { ...required, [name]: value }, "options")).toEqual([]);
  });

  it("asks for both keys before a captcha is switched on, for nobody could join without them", () => {
    const found = validateOptions(pixelfed, { ...required, captcha: true, captchaSiteKey: "site" }, "options");
    expect(found).toMatchObject([{ code: "needs-option", address: "options.captcha" }]);
  });
});

describe("notices", () => {
  const noticesWith = (bucket: ResolvedBinding | undefined, media: string | null) =>
    pixelfed.noticesOf?.({
      slug: "photos",
      options: optionsWith({}),
      release: "26.05",
      domains: { account: null, web: required.domain, media },
      bindings: bucket ? { bucket } : {},
    });
  const bucketWith = (acl: boolean) => ({ ...binding("s3-bucket", {}), result: { acl } });

  it("says when an address for files has no effect", () => {
    expect(noticesWith(undefined, "files.example.org")).toEqual([
      {
        severity: "information",
        code: "media-address-unused",
        address: "instances.photos.options.mediaDomain",
        params: { name: "photos", host: "files.example.org", site: required.domain },
      },
    ]);
    expect(noticesWith(undefined, null)).toEqual([]);
    expect(noticesWith(bucketWith(true), "files.example.org")).toEqual([]);
  });

  it("says that uploads name an access list, where the store knows none", () => {
    expect(noticesWith(bucketWith(false), null)).toMatchObject([
      { severity: "information", code: "uploads-name-acl", address: "instances.photos.resources.bucket" },
    ]);
  });
});
