import type { Capacity, Requirements, ResolvedBinding } from "@allotment/model";
import { describe, expect, it } from "vitest";
import { recommendedOptions, withDefaults } from "../../options.ts";
import { validateOptions } from "../../validate.ts";
import { peertube } from "./index.ts";

const required = { domain: "videos.example.org", adminEmail: "team@example.org" };
const allResolutions = ["0p", "144p", "240p", "360p", "480p", "720p", "1080p", "1440p", "2160p"];

function optionsWith(options: Readonly<Record<string, unknown>>) {
  return withDefaults(peertube.optionsSchema, { ...required, ...options });
}

function requirementsWith(options: Readonly<Record<string, unknown>>): Requirements {
  return peertube.requirementsOf({ slug: "videos", options: optionsWith(options), release: "26.05" });
}

function capacityWith(options: Readonly<Record<string, unknown>>): Capacity {
  const { server } = requirementsWith(options).components;
  if (!server) throw new Error("there is a server");
  return server.capacity;
}

function spaceWith(options: Readonly<Record<string, unknown>>): number {
  return Number(requirementsWith(options).resources["bucket"]?.request["quotaGiB"]);
}

function detailsWith(bindings: Readonly<Record<string, ResolvedBinding>>) {
  const domains = { account: null, web: required.domain, media: null };
  return peertube.detailsOf({ slug: "videos", options: optionsWith({}), release: "26.05", domains, bindings });
}

function binding(type: ResolvedBinding["type"], secrets: ResolvedBinding["secrets"]): ResolvedBinding {
  return { type, offer: "shared", machine: null, request: {}, result: {}, secrets };
}

describe("who may join", () => {
  it.each([
    ["open", true, false],
    ["approval", true, true],
    ["closed", false, true],
  ])("%s sets sign-up to %s and approval to %s", (registrations, enabled, approval) => {
    const { server } = requirementsWith({ registrations }).components;
    expect(server?.settings).toMatchObject({ signupEnabled: enabled, signupApproval: approval });
  });
});

describe("work on videos", () => {
  it("takes more memory and space with every better quality", () => {
    const rows = allResolutions.map((_, index) => {
      const resolutions = allResolutions.slice(0, index + 1);
      const options = { resolutions, transcodeOriginalResolution: false, expectedActiveUsers: 2000 };
      return { memory: capacityWith(options).memoryMiB, space: spaceWith(options) };
    });
    for (const [index, row] of rows.entries()) {
      const before = rows[index - 1];
      expect(row.memory).toBeGreaterThan(before?.memory ?? 0);
      expect(row.space).toBeGreaterThanOrEqual(before?.space ?? 0);
    }
  });

  it("takes memory for each job that runs at once", () => {
    const small = requirementsWith({ resolutions: ["1080p"], expectedActiveUsers: 50 }).components["server"];
    const large = requirementsWith({ resolutions: ["1080p"], expectedActiveUsers: 5000 }).components["server"];
    const extraJobs = Number(large?.settings["transcodingJobs"]) - Number(small?.settings["transcodingJobs"]);
    expect(extraJobs).toBeGreaterThan(0);
    expect(large?.capacity.memoryMiB).toBeGreaterThan(Number(small?.capacity.memoryMiB) + extraJobs * 3000);
  });

  it("leaves the machine alone where runners do it", () => {
    const here = capacityWith({ resolutions: ["1080p"] });
    const elsewhere = capacityWith({ resolutions: ["1080p"], transcodingRunners: true });
    expect(elsewhere.memoryMiB).toBeLessThan(here.memoryMiB);
    expect(elsewhere.cpuMillicores).toBeLessThan(here.cpuMillicores);
  });

  it("takes twice the space with both formats, and more with the original kept", () => {
    const options = { resolutions: ["1080p"], expectedActiveUsers: 2000, videoQuotaGiB: 20 };
    expect(spaceWith({ ...options, webVideos: true })).toBe(2 * spaceWith(options));
    expect(spaceWith({ ...options, keepOriginalFile: true })).toBeGreaterThan(spaceWith(options));
  });

  it("takes the space from the disk where there is no object storage", () => {
    const { bucket } = requirementsWith({ expectedActiveUsers: 1000 }).resources;
    expect(bucket?.need).toBe("when-offered");
    expect(bucket?.otherwise?.diskGiB).toBe(bucket?.request["quotaGiB"]);
  });

  it("needs disk for copies of other platforms' videos only where they are kept", () => {
    const without = capacityWith({ redundancySizeGiB: 500 }).diskGiB;
    expect(capacityWith({ redundancySizeGiB: 500, redundancyStrategy: "trending" }).diskGiB).toBe(without + 500);
  });
});

describe("live streaming", () => {
  const portsWith = (options: Readonly<Record<string, unknown>>) =>
    requirementsWith(options).components["server"]?.openPorts?.tcp ?? [];

  it("opens the streaming ports only while it is on", () => {
    expect(portsWith({ rtmp: true, rtmps: true })).toEqual([]);
    expect(portsWith({ live: true })).toEqual([1935]);
    expect(portsWith({ live: true, rtmps: true })).toEqual([1935, 1936]);
    expect(portsWith({ live: true, rtmp: false, rtmps: true })).toEqual([1936]);
  });

  it("claims the ports it opens, so that nothing else on the machine has them", () => {
    const { server } = requirementsWith({ live: true, rtmps: true }).components;
    expect(server?.claims).toEqual(expect.arrayContaining(["tcp:9000", "tcp:1935", "tcp:1936"]));
  });

  it("takes processor time for each quality and each stream", () => {
    const cpu = (options: Readonly<Record<string, unknown>>) => capacityWith({ live: true, ...options }).cpuMillicores;
    expect(cpu({})).toBeGreaterThan(capacityWith({}).cpuMillicores);
    expect(cpu({ liveResolutions: ["480p", "720p"] })).toBeGreaterThan(cpu({ liveResolutions: ["480p"] }));
    expect(cpu({ expectedActiveUsers: 1999 })).toBeGreaterThan(cpu({ expectedActiveUsers: 501, livesMax: 1 }));
    expect(cpu({ liveResolutions: ["720p"], liveRunners: true })).toBeLessThan(cpu({ liveResolutions: ["720p"] }));
  });
});

describe("secrets and state", () => {
  const keys = {
    accessKeyId: { given: "key", of: "environment" },
    secretAccessKey: { given: "secret", of: "environment" },
  } as const;

  it("has the signing key, the first password and the keys of the bucket, each where it is read", () => {
    const { secrets, generators } = detailsWith({
      database: binding("postgresql", { password: { given: "database", of: "environment" } }),
      mail: binding("smtp", { password: { given: "mail", of: "environment" } }),
      bucket: binding("s3-bucket", keys),
    });
    expect(generators["signing-key"]).toMatchObject({ kind: "hex", bytes: 32 });
    expect(secrets["signing-key"]?.owner).toBe("peertube");
    expect(secrets["database-password"]?.owner).toBe("peertube");
    expect(secrets["mail-password"]?.parts).toEqual({ value: { given: "mail", of: "environment" } });
    expect(secrets["environment"]?.parts).toEqual({
      PT_INITIAL_ROOT_PASSWORD: { generated: "videos/root-password", output: "value" },
      AWS_ACCESS_KEY_ID: { given: "key", of: "environment" },
      AWS_SECRET_ACCESS_KEY: { given: "secret", of: "environment" },
    });
  });

  it("backs up the bucket where there is one", () => {
    const kinds = (bindings: Readonly<Record<string, ResolvedBinding>>) =>
      detailsWith(bindings).state.map(({ kind }) => kind);
    expect(kinds({ bucket: binding("s3-bucket", keys) })).toContain("s3-bucket");
    expect(kinds({})).not.toContain("s3-bucket");
  });

  it("keeps the file that its start script writes secrets into out of backups", () => {
    const folder = detailsWith({}).state.find(({ kind }) => kind === "directory");
    expect(folder && "exclude" in folder ? folder.exclude : []).toContain("config/local.yaml");
  });
});

describe("options", () => {
  it("starts with values that are valid for communities of every size", () => {
    for (const users of [1, 500, 5000, 100_000]) {
      const options = { ...recommendedOptions(peertube, users), ...required };
      expect(validateOptions(peertube, options, "options")).toEqual([]);
    }
  });

  it("never starts with a limit of accounts that the expected people exceed", () => {
    for (const users of [5, 50, 300, 10_000]) {
      const limit = Number(recommendedOptions(peertube, users)["usersMax"]);
      expect(limit === -1 || limit > users).toBe(true);
    }
  });

  it.each([
    ["resolutions", ["1080"]],
    ["resolutions", ["720p", "720p"]],
    ["categories", [19]],
    ["primaryColor", "red; } body { display: none"],
    ["websiteLink", "javascript:alert(1)"],
    ["signupBlockedNetworks", ["everywhere"]],
    ["startPage", "https://elsewhere.example"],
    ["videoQuotaGiB", -2],
  ])("refuses %s %j", (name, value) => {
    const diagnostics = validateOptions(peertube, { ...required, [name]: value }, "options");
    expect(diagnostics.map(({ address }) => address.split(".")[1])).toContain(name);
  });
});

// PeerTube refuses to start with these (server/core/initializers/checker-after-init.ts).
describe("what PeerTube would not start with", () => {
  it.each([
    ["transcoding", { hls: false }],
    ["studio", { studio: true, transcoding: false }],
    ["channelSync", { channelSync: true }],
    ["searchIndex", { searchIndex: true, searchRemoteUsers: false }],
    ["live", { live: true, rtmp: false }],
  ])("%s without what it needs is refused: %j", (name, options) => {
    const diagnostics = validateOptions(peertube, { ...required, ...options }, "options");
    expect(diagnostics).toMatchObject([{ code: "needs-option", address: `options.${name}` }]);
  });

  it.each([
    { hls: false, webVideos: true },
    { hls: false, transcoding: false },
    { channelSync: true, importHttp: true },
    { live: true, rtmp: false, rtmps: true },
    { rtmp: false },
  ])("takes %j", (options) => {
    expect(validateOptions(peertube, { ...required, ...options }, "options")).toEqual([]);
  });
});

describe("notices", () => {
  const noticesWith = (bucket: ResolvedBinding | undefined, media: string | null) =>
    peertube.noticesOf?.({
      slug: "videos",
      options: optionsWith({}),
      release: "26.05",
      domains: { account: null, web: required.domain, media },
      bindings: bucket ? { bucket } : {},
    });
  const bucketWith = (acl: boolean, publicRead: boolean) => ({
    ...binding("s3-bucket", {}),
    request: { publicRead },
    result: { acl },
  });

  it("warns when private videos stand in a bucket that everybody reads", () => {
    expect(noticesWith(bucketWith(false, true), "files.example.org")).toEqual([
      {
        severity: "warning",
        code: "private-files-readable",
        address: "instances.videos.resources.bucket",
        params: { name: "videos", offer: "shared" },
      },
    ]);
    expect(noticesWith(bucketWith(true, true), null)).toEqual([]);
    expect(noticesWith(bucketWith(false, false), null)).toEqual([]);
  });

  it("says when an address for files has no effect", () => {
    expect(noticesWith(undefined, "files.example.org")).toMatchObject([
      { severity: "information", code: "media-address-unused", address: "instances.videos.options.mediaDomain" },
    ]);
    expect(noticesWith(undefined, null)).toEqual([]);
  });
});
