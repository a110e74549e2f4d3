import { BlockList, isIP } from "node:net";

/** Addresses that are nobody's on the public internet (IANA's special-purpose registries, RFC 6890 and later). */
const special = new BlockList();
for (const [network, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
] as const) {
  special.addSubnet(network, bits, "ipv4");
}
for (const [network, bits] of [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const) {
  special.addSubnet(network, bits, "ipv6");
}

/** What is given out on the public internet, of IPv6. Everything else is private, local, mapped or not given out. */
const given = new BlockList();
given.addSubnet("2000::", 3, "ipv6");

/** Whether an address is on the public internet, so that sending something there reaches nothing of our own networks. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !special.check(address, "ipv4");
  return family === 6 && given.check(address, "ipv6") && !special.check(address, "ipv6");
}

/** The machine itself, what is on the same wire without a router, and everybody at once. */
const local = new BlockList();
for (const [network, bits, family] of [
  ["0.0.0.0", 8, "ipv4"],
  ["127.0.0.0", 8, "ipv4"],
  ["169.254.0.0", 16, "ipv4"],
  ["224.0.0.0", 3, "ipv4"],
  ["::", 127, "ipv6"],
  ["fe80::", 10, "ipv6"],
  ["ff00::", 8, "ipv6"],
] as const) {
  local.addSubnet(network, bits, family);
}

/** Whether an address leads to this machine or what stands right beside it, where clouds keep what only their machines may ask. */
export function isLocalAddress(address: string): boolean {
  const family = isIP(address);
  return family === 0 || local.check(address, family === 6 ? "ipv6" : "ipv4");
}
