import { expect, test } from "vitest";
import { isPublicAddress } from "./public-address.ts";

test.each(["9.9.9.9", "93.184.215.14", "172.32.0.1", "2620:fe::fe", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])(
  "%s is of the internet",
  (address) => {
    expect(isPublicAddress(address)).toBe(true);
  },
);

test.each([
  ["127.0.0.1", "10.1.2.3", "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1", "198.18.0.1"],
  ["0.0.0.0", "255.255.255.255", "224.0.0.1", "::1", "::", "fd00::1", "fe80::1"],
  // With an IPv4 address inside: whoever translates them sends them on there.
  ["::ffff:127.0.0.1", "::ffff:7f00:1", "::ffff:10.0.0.1", "::7f00:1", "64:ff9b::7f00:1", "2002:7f00:1::"],
  ["nothing", ""],
])("neither %s nor what stands beside it", (...addresses) => {
  expect(addresses.filter(isPublicAddress)).toEqual([]);
});
