import { hasSentence, sayDiagnostic } from "@allotment/model";
import { describe, expect, test } from "vitest";
import { hello } from "./applications/hello/index.ts";
import { mastodon } from "./applications/mastodon/index.ts";
import { sampleOptions } from "./testing/sample.ts";
import { validateOptions } from "./validate.ts";

const address = "applications.social.options";
const valid = sampleOptions(mastodon);

function codes(options: unknown): readonly (readonly [string, string])[] {
  return validateOptions(mastodon, options, address).map(({ address: at, code }) => [at, code] as const);
}

describe("text rules", () => {
  test.each([
    ["title", "two\nlines", "single-line"],
    ["title", "a\ttab", "single-line"],
    ["title", "\u202Eevil", "hidden-characters"],
    ["title", "\u2066isolated\u2069", "hidden-characters"],
    ["title", "nul\u0000", "control-characters"],
    ["title", "half \uD83D", "control-characters"],
    ["extendedDescription", "bell\u0007", "control-characters"],
    ["title", "x".repeat(1_000_000), "too-long"],
    ["ldapBase", 'ou="$(reboot)"', "wrong-pattern"],
  ])("%s: %j is %s", (name, text, code) => {
    expect(codes({ ...valid, [name]: text })).toEqual([[`${address}.${name}`, code]]);
  });

  test.each([
    ["title", "מסטודון של המקהלה"],
    ["title", "جوقة"],
    ["title", "Choir ${name} ''quoted'' \"x\""],
    ["extendedDescription", "# About\r\n\r\n\tindented"],
    ["customCss", "body {\n  color: red;\n}"],
    ["shortDescription", "two\nlines"],
  ])("%s: %j is allowed", (name, text) => {
    expect(codes({ ...valid, [name]: text })).toEqual([]);
  });

  test("entries of a list are checked one by one", () => {
    expect(codes({ ...valid, defaultFollows: ["ada", "two\nlines"] })).toContainEqual([
      `${address}.defaultFollows.1`,
      "single-line",
    ]);
  });
});

describe("host names", () => {
  test.each([
    "https://social.example.org",
    "social.example.org/path",
    "10.0.0.1",
    "localhost",
    "a b.example.org",
    "-.org",
  ])("%s is not a host name", (domain) => {
    expect(codes({ ...valid, domain })).toEqual([[`${address}.domain`, "not-a-host"]]);
  });

  test("other scripts, capitals and a final dot are allowed", () => {
    for (const domain of ["Chöre.Example.ORG", "合唱.example.org", "social.example.org."]) {
      expect(codes({ ...valid, domain })).toEqual([]);
    }
  });

  test("media need a host of their own, however it is written; handles may end in the site's", () => {
    const domain = "chöre.example.org";
    expect(codes({ ...valid, domain, mediaDomain: "XN--CHRE-6QA.example.org" })).toEqual([
      [`${address}.mediaDomain`, "same-host"],
    ]);
    expect(codes({ ...valid, domain, accountDomain: "CHÖRE.example.org" })).toEqual([]);
  });
});

describe("what belongs together", () => {
  test("a captcha needs its keys, by name", () => {
    expect(codes({ ...valid, captcha: true })).toEqual([
      [`${address}.hcaptchaSiteKey`, "required"],
      [`${address}.hcaptchaSecretKey`, "required"],
    ]);
  });

  test("OpenID Connect asks for addresses only where they are not found automatically", () => {
    const oidc = {
      ...valid,
      oidcEnabled: true,
      oidcIssuer: "https://id.example.org",
      oidcClientId: "choir",
      oidcClientSecret: { $secret: "s1" },
    };
    expect(codes(oidc)).toEqual([]);
    const missing = codes({ ...oidc, oidcDiscovery: false }).map(([at]) => at.split(".").at(-1));
    expect(missing).toEqual(["oidcAuthEndpoint", "oidcTokenEndpoint", "oidcUserInfoEndpoint", "oidcJwksUri"]);
  });

  test("a secret in the clear is refused", () => {
    expect(codes({ ...valid, deeplKey: "abc" })).toEqual([[`${address}.deeplKey`, "wrong-type"]]);
  });
});

test("things that are no options at all get one diagnostic and no exception", () => {
  for (const options of [null, 7, "text", []]) {
    expect(validateOptions(hello, options, address)).toEqual([
      expect.objectContaining({ address, code: "wrong-type" }),
    ]);
  }
  expect(codes({ ...valid, constructor: 1 })).toEqual([[`${address}.constructor`, "unknown-field"]]);
});

describe("what people read", () => {
  test.each([
    ["adminUsername", "admin", /^Field is a word that is reserved\. .+ admin, .+/],
    ["adminUsername", "Cara!", /^Field holds characters .+ small letters, digits and underscores/],
    ["contactEmail", "cara", /name@example\.org/],
    ["expectedActiveUsers", "many", /^Field has to be a whole number\. It is text now\.$/],
  ])("%s: %j says what to type", (name, value, words) => {
    const said = validateOptions(mastodon, { ...valid, [name]: value }, address).map((one) => {
      const { summary, detail } = sayDiagnostic({ ...one, params: { ...one.params, label: "Field" } });
      return `${summary} ${detail}`;
    });
    expect(said).toEqual([expect.stringMatching(words)]);
  });
});

test("every code of these rules has its sentences, filled in", () => {
  for (const code of ["control-characters", "single-line", "hidden-characters", "not-a-host", "same-host"]) {
    expect(hasSentence(`diagnostics.${code}.summary`)).toBe(true);
    expect(hasSentence(`diagnostics.${code}.detail`)).toBe(true);
  }
  const [diagnostic] = validateOptions(mastodon, { ...valid, mediaDomain: valid["domain"] }, address);
  if (!diagnostic) throw new Error("nothing was found");
  expect(sayDiagnostic(diagnostic).summary).toBe(`${address}.mediaDomain is the same as domain.`);
});
