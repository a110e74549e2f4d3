import type { Configuration, Description, Environment } from "@allotment/model";
import { sampleConfiguration, sampleEnvironment } from "@allotment/planner/testing";
import { describe, expect, test } from "vitest";
import { evaluateAgainstStubs, withoutNix } from "./testing/nix.ts";
import { describeInstances, sampleInstances } from "./testing/samples.ts";

interface Location {
  readonly proxyPass?: string;
  readonly recommendedProxySettings?: boolean;
  readonly extraConfig?: string;
}

interface VirtualHost {
  readonly serverName?: string;
  readonly extraConfig?: string;
  readonly locations?: Readonly<Record<string, Location>>;
}

/** What the one machine of a description is set to. */
function machineOf(description: Description): Readonly<Record<string, unknown>> {
  const [result = {}] = evaluateAgainstStubs([description]);
  const [machine = {}] = Object.values(result);
  return machine;
}

/** Virtual hosts of the one machine of a description, by key. */
function hostsOf(description: Description): Readonly<Record<string, VirtualHost>> {
  const { services } = machineOf(description) as {
    readonly services: { readonly nginx: { readonly virtualHosts: Readonly<Record<string, VirtualHost>> } };
  };
  return services.nginx.virtualHosts;
}

function describeThese(applications: Configuration["applications"], environment = sampleEnvironment()): Description {
  return describeInstances([], environment, { configuration: sampleConfiguration(applications) });
}

/** The environment with a bucket offer that says more. */
function storeWith(more: Readonly<Record<string, unknown>>): Environment {
  const environment = sampleEnvironment();
  const stores = Object.entries(environment.offers["s3-bucket"] ?? {}).map(([name, offer]) => [
    name,
    { ...offer, ...more },
  ]);
  return { ...environment, offers: { ...environment.offers, "s3-bucket": Object.fromEntries(stores) } };
}

describe.skipIf(withoutNix !== null)("virtual hosts", () => {
  const { social, hello } = sampleInstances;
  if (!social || !hello) throw new Error("the samples have a Mastodon and a page");

  test("handles at choir.example leave account.choir.example to another application", () => {
    const page = { ...hello, options: { domain: "account.choir.example" } };
    const hosts = hostsOf(describeThese({ social, page }, sampleEnvironment("one-machine")));
    const serving = (name: string) => Object.entries(hosts).filter(([key, host]) => (host.serverName ?? key) === name);
    expect(serving("account.choir.example").map(([, host]) => Object.keys(host.locations ?? {}))).toEqual([
      ["/files/"],
    ]);
    expect(serving("choir.example").map(([, host]) => Object.keys(host.locations ?? {}))).toEqual([
      ["/", "= /.well-known/host-meta", "= /.well-known/nodeinfo", "= /.well-known/webfinger"],
    ]);
  });

  const media = (environment: Environment) =>
    hostsOf(describeThese({ social }, environment))["files.choir.example"]?.locations?.["/"];

  test("the store is asked under its own name, which nginx looks up while it runs", () => {
    const location = media(sampleEnvironment());
    expect(location?.recommendedProxySettings).toBe(false);
    expect(location?.proxyPass).toBe("$allotment_store$request_uri");
    expect(location?.extraConfig?.match(/proxy_set_header Host .*/g)).toEqual([
      "proxy_set_header Host s3.practice.example;",
    ]);
  });

  test.each([
    ["https://{bucket}.web.example", String.raw`https://(choir-social-[\w-]+)\.web\.example`, ".web.example"],
    ["http://read.example:3902/{bucket}", String.raw`http://read\.example:3902/(choir-social-[\w-]+)`, "read.example"],
  ])("reads from where everybody may: %s", (readEndpoint, root, name) => {
    const config = media(storeWith({ readEndpoint }))?.extraConfig ?? "";
    expect(config).toMatch(new RegExp(`set \\$allotment_store "${root}";`));
    expect(/proxy_ssl_name (.*);/.exec(config)?.[1]).toMatch(new RegExp(`${name.replaceAll(".", "\\.")}$`));
  });

  test("applications without an address for files link to where everybody may read", () => {
    const environment = storeWith({ readEndpoint: "https://{bucket}.web.example" });
    const without = ({ application, options: { mediaDomain: _, ...options } }: typeof social) => ({
      application,
      options,
    });
    const settingsOf = (slug: "pictures" | "social" | "videos") => {
      const instance = sampleInstances[slug];
      if (!instance) throw new Error(`there is no sample ${slug}`);
      const text = JSON.stringify(machineOf(describeThese({ [slug]: without(instance) }, environment))["services"]);
      return text.match(/"(?:S3_PROTOCOL|S3_ALIAS_HOST|AWS_URL|base_url)":"(?:[^"\\]|\\.)*"/g);
    };
    expect(settingsOf("social")).toEqual([
      expect.stringMatching(/^"S3_ALIAS_HOST":"choir-social-[\w-]+\.web\.example"$/),
      '"S3_PROTOCOL":"https"',
    ]);
    expect(settingsOf("pictures")).toEqual([
      expect.stringMatching(/^"AWS_URL":"\\"https:\/\/choir-pictures-[\w-]+\.web\.example\\""$/),
    ]);
    expect(new Set(settingsOf("videos"))).toEqual(
      new Set([expect.stringMatching(/^"base_url":"https:\/\/choir-videos-[\w-]+\.web\.example"$/)]),
    );
  });
});
