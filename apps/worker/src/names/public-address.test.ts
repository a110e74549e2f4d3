import { expect, test } from "vitest";
import { isPublicAddress } from "./public-address.ts";

test.each(["9.9.9.9", "172.32.0.1", "2620:fe::fe", "::ffff:9.9.9.9"])("%s is of the internet", (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

test.each([
  ["127.0.0.1", "10.1.2.3", "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1", "198.18.0.1"],
  ["0.0.0.0", "255.255.255.255", "224.0.0.1", "::1", "::", "fd00::1", "fe80::1", "::ffff:127.0.0.1", "::ffff:7f00:1"],
  ["nothing", ""],
])("neither %s nor what stands beside it", (...addresses) => {
  expect(addresses.filter(isPublicAddress)).toEqual([]);
});
