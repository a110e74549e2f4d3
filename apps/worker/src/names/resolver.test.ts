import { describe, expect, test } from "vitest";
import { createResolver, serverAddress } from "./resolver.ts";

describe("addresses of name servers", () => {
  test.each([
    ["192.0.2.1", { address: "192.0.2.1", port: 53 }],
    ["192.0.2.1:5353", { address: "192.0.2.1", port: 5353 }],
    ["2001:db8::1", { address: "2001:db8::1", port: 53 }],
    ["[2001:db8::1]:5353", { address: "2001:db8::1", port: 5353 }],
  ])("are read with and without a port: %s", (text, address) => {
    expect(serverAddress(text)).toEqual(address);
  });

  test.each(["", "dns.example", "192.0.2.1:0", "192.0.2.1:65536", "192.0.2.256", "[192.0.2.1", "192.0.2.1; rm"])(
    "are nothing else: %j",
    (text) => {
      expect(serverAddress(text)).toBeUndefined();
    },
  );
});

test("an address needs no resolver", async () => {
  const { resolveAddress } = createResolver([{ address: "192.0.2.1", port: 53 }]);
  expect(await resolveAddress("2001:db8::1")).toEqual(["2001:db8::1"]);
});
