import { describe, expect, test } from "vitest";
import { plainHttpWarning, readSettings, urlHost } from "./settings.mjs";

describe("settings of a start", () => {
  test("listen on loopback with data in the checkout when nothing is set", () => {
    expect(readSettings({}, "/srv/allotment")).toEqual({
      host: "127.0.0.1",
      port: 3000,
      dataFolder: "/srv/allotment/data",
      address: "http://127.0.0.1:3000",
    });
  });

  test("show the public address instead of where it listens", () => {
    const settings = readSettings({ ALLOTMENT_HOST: "::", ALLOTMENT_PUBLIC_URL: "https://panel.example.org/" }, "/srv");
    expect(settings).toMatchObject({ host: "::", address: "https://panel.example.org" });
  });

  test.each(["0", "70000", "http", "80.5"])("refuse %s as a port by name", (port) => {
    expect(readSettings({ ALLOTMENT_PORT: port }, "/srv")).toMatchObject({
      problem: expect.stringContaining(`"${port}"`),
    });
  });

  test.each(["panel.example.org", "ftp://panel.example.org"])("refuse %s as a public address", (address) => {
    expect(readSettings({ ALLOTMENT_PUBLIC_URL: address }, "/srv")).toMatchObject({
      problem: expect.stringContaining(address),
    });
  });

  test.each([
    [{}, false],
    [{ ALLOTMENT_HOST: "::1" }, false],
    [{ ALLOTMENT_HOST: "0.0.0.0" }, true],
    [{ ALLOTMENT_HOST: "192.0.2.1", ALLOTMENT_PUBLIC_URL: "http://panel.example.org" }, true],
    [{ ALLOTMENT_HOST: "::", ALLOTMENT_PUBLIC_URL: "https://panel.example.org" }, false],
    [{ ALLOTMENT_HOST: "::", ALLOTMENT_SECURE_COOKIES: "true" }, false],
    [{ ALLOTMENT_HOST: "::", ALLOTMENT_SECURE_COOKIES: "false" }, true],
  ])("%j warns of passwords in clear: %j", (env, warns) => {
    const settings = readSettings(env, "/srv");
    if ("problem" in settings) throw new Error(settings.problem);
    expect(plainHttpWarning(settings, env) !== "").toBe(warns);
  });

  test("never print a wildcard as an address to open", () => {
    expect(["0.0.0.0", "::", "::1", "127.0.0.1"].map(urlHost)).toEqual([
      "localhost",
      "localhost",
      "[::1]",
      "127.0.0.1",
    ]);
  });
});
