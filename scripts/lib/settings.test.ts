import { describe, expect, test } from "vitest";
import { readSettings, urlHost } from "./settings.mjs";

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

  test("never print a wildcard as an address to open", () => {
    expect(["0.0.0.0", "::", "::1", "127.0.0.1"].map(urlHost)).toEqual([
      "localhost",
      "localhost",
      "[::1]",
      "127.0.0.1",
    ]);
  });
});
