import { isRequest } from "@allotment/model";
import { describe, expect, test } from "vitest";
import { samplePlacement, sampleOptions } from "../../testing/sample.ts";
import { validateOptions } from "../../validate.ts";
import { mastodon } from "./index.ts";

const valid = {
  ...sampleOptions(mastodon),
  domain: "social.choir.org",
  adminUsername: "ada",
  contactEmail: "ada@choir.org",
};
const detailsFor = (options: Readonly<Record<string, unknown>>, offered = false) =>
  mastodon.detailsOf(samplePlacement(mastodon, { ...valid, ...options }, offered).input);

describe("commands", () => {
  const commandsFor = (options: Readonly<Record<string, unknown>>) => detailsFor(options).commands;

  test("everything goes in as JSON by Mastodon's own names, never as an argument", () => {
    const [all, ...others] = commandsFor({
      registrations: "approved",
      title: "--help $(reboot) 'x'",
      defaultFollows: ["ada", "@bob@example.org"],
    });
    expect(others).toEqual([]);
    expect(all?.command).toEqual(["allotment-mastodon-settings"]);
    expect(all?.input).toMatchObject({
      registrations_mode: "approved",
      site_title: "--help $(reboot) 'x'",
      bootstrap_timeline_accounts: "ada,@bob@example.org",
      require_invite_text: true,
      min_age: 16,
      media_cache_retention_period: 14,
      local_live_feed_access: "public",
      theme: "system",
    });
  });

  test("what is not set goes back to upstream's default", () => {
    const [all] = commandsFor({});
    expect(all?.input).toMatchObject({ custom_css: null, content_cache_retention_period: null, site_terms: null });
  });

  test("the contact account is the first administrator until somebody is named", () => {
    expect(commandsFor({})[0]?.input).toMatchObject({ site_contact_username: "ada" });
    expect(commandsFor({ contactAccount: "office" })[0]?.input).toMatchObject({ site_contact_username: "office" });
  });
});

describe("first administrator", () => {
  test("is created as owner, confirmed and approved, with a password that Mastodon prints", () => {
    expect(detailsFor({}).firstAdministrator).toMatchObject({
      component: "web",
      username: "ada",
      email: "ada@choir.org",
      command: [
        "mastodon-tootctl",
        "accounts",
        "create",
        "ada",
        "--email=ada@choir.org",
        "--confirmed",
        "--approve",
        "--role=Owner",
      ],
    });
    expect(detailsFor({ adminEmail: "root@choir.org" }).firstAdministrator?.email).toBe("root@choir.org");
  });
});

describe("secrets", () => {
  const own = [
    "active-record-encryption-deterministic-key",
    "active-record-encryption-key-derivation-salt",
    "active-record-encryption-primary-key",
    "secret-key-base",
    "vapid-private-key",
    "vapid-public-key",
  ];

  test("on one machine: only its own keys and the password of the relay, read by mastodon alone", () => {
    const { secrets } = detailsFor({});
    expect(Object.keys(secrets).sort()).toEqual([...own, "mail-password"].sort());
    for (const file of Object.values(secrets)) {
      expect(file).toMatchObject({ owner: "mastodon", group: "mastodon", mode: "0400", format: "raw" });
    }
  });

  test("with shared services: a password each, and the keys of the bucket by the names that Mastodon reads", () => {
    const { secrets } = detailsFor({ search: true, deeplKey: { $secret: "s1" } }, true);
    expect(Object.keys(secrets)).toEqual(
      expect.arrayContaining(["database-password", "cache-password", "search-password", "mail-password"]),
    );
    expect(secrets["environment"]).toMatchObject({
      format: "env",
      owner: "mastodon",
      parts: {
        AWS_ACCESS_KEY_ID: { generated: "sample/bucket-keypair", output: "public" },
        AWS_SECRET_ACCESS_KEY: { generated: "sample/bucket-keypair", output: "private" },
        DEEPL_API_KEY: { given: "s1", of: "deployment" },
      },
    });
  });

  test("the secret of a sign-in that is switched off stays off the machine", () => {
    const reference = { $secret: "s1" };
    expect(detailsFor({ ldapPassword: reference }).secrets).not.toHaveProperty("environment");
    expect(detailsFor({ ldapPassword: reference, ldapEnabled: true }).secrets["environment"]?.parts).toEqual({
      LDAP_PASSWORD: { given: "s1", of: "deployment" },
    });
  });

  test("a new secret restarts every process that holds the old one", () => {
    expect(detailsFor({ expectedActiveUsers: 2000 }).secrets["secret-key-base"]?.restartUnits).toEqual([
      "mastodon-sidekiq-all.service",
      "mastodon-sidekiq-ingress-1.service",
      "mastodon-sidekiq-ingress-2.service",
      "mastodon-sidekiq-push-1.service",
      "mastodon-streaming-1.service",
      "mastodon-web.service",
    ]);
  });
});

describe("state", () => {
  test("media are a folder without a bucket, and leave out what other servers still have", () => {
    expect(detailsFor({}).state).toContainEqual({
      kind: "directory",
      role: "media",
      component: "web",
      path: "/var/lib/mastodon/public-system",
      exclude: ["/var/lib/mastodon/public-system/cache"],
      hardLinks: false,
    });
  });

  test("media are the bucket where there is one", () => {
    const { state } = detailsFor({}, true);
    expect(state.map(({ kind }) => kind)).toEqual(["postgresql", "s3-bucket", "redis"]);
  });
});

test("health asks what visitors need, and on the machine what they do not see", () => {
  const { health } = detailsFor({});
  expect(health.filter(isRequest).map(({ url }) => url)).toEqual([
    "https://social.choir.org/health",
    "https://social.choir.org/api/v1/streaming/health",
    "https://social.choir.org/auth/sign_in",
    "https://social.choir.org/.well-known/webfinger?resource=acct%3Aada%40social.choir.org",
  ]);
  expect(health.find((check) => !isRequest(check))).toMatchObject({
    component: "jobs",
    purposes: ["jobs", "database"],
  });
});

test("SAML asks for the provider's certificate or its fingerprint, for nobody could be believed without", () => {
  const given = { ...valid, samlEnabled: true, samlIssuer: "choir", samlIdpUrl: "https://id.example.org/saml" };
  const found = (options: Readonly<Record<string, unknown>>) =>
    validateOptions(mastodon, { ...given, ...options }, "options");
  expect(found({})).toMatchObject([{ code: "needs-option", address: "options.samlEnabled" }]);
  expect(found({ samlIdpCertificate: "MIIC" })).toEqual([]);
  expect(found({ samlIdpFingerprint: "00:aa" })).toEqual([]);
});
