import { describe, expect, test } from "vitest";
import { readSettings } from "./settings.ts";

describe("settings", () => {
  test("without any, the panel is on loopback and trusts no proxy", () => {
    expect(readSettings({}, "/srv/checkout")).toEqual({
      settings: {
        dataFolder: "/srv/checkout/data",
        publicUrl: "http://127.0.0.1:3000",
        trustProxy: false,
        secureCookies: false,
      },
    });
  });

  test("a public address with TLS makes cookies secure unless told otherwise", () => {
    const env = { ALLOTMENT_PUBLIC_URL: "https://panel.example.org/", ALLOTMENT_TRUST_PROXY: "true" };
    expect(readSettings(env, "/")).toMatchObject({
      settings: { publicUrl: "https://panel.example.org", secureCookies: true, trustProxy: true },
    });
    expect(readSettings({ ...env, ALLOTMENT_SECURE_COOKIES: "off" }, "/")).toMatchObject({
      settings: { secureCookies: false },
    });
  });

  test.each([
    ["ALLOTMENT_PUBLIC_URL", "panel.example.org"],
    ["ALLOTMENT_PUBLIC_URL", "ftp://panel.example.org"],
    ["ALLOTMENT_PUBLIC_URL", "https://panel.example.org/allotment"],
    ["ALLOTMENT_TRUST_PROXY", "maybe"],
    ["ALLOTMENT_SECURE_COOKIES", "2"],
  ])("%s=%s is refused in a sentence that names it", (name, value) => {
    const result = readSettings({ [name]: value }, "/");
    expect("problem" in result && result.problem).toContain(name);
  });
});
