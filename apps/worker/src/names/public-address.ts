import { BlockList, isIP } from "node:net";

/** Addresses that are not of the public internet (IANA's registries of special-purpose addresses). */
const special = new BlockList();
const ranges4 = ["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"];
const more4 = ["192.0.0.0/24", "192.0.2.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24"];
const ranges6 = ["::/127", "64:ff9b:1::/48", "100::/64", "2001:db8::/32", "fc00::/7", "fe80::/10", "ff00::/8"];
for (const [family, ranges] of [
  ["ipv4", [...ranges4, ...more4, "224.0.0.0/3"]],
  ["ipv6", ranges6],
] as const) {
  for (const range of ranges) {
    const [network = "", prefix = "0"] = range.split("/");
    special.addSubnet(network, Number(prefix), family);
  }
}

/** Whether an address is one that everybody on the internet reaches. One that holds an IPv4 address counts as that. */
export function isPublicAddress(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return isPublicAddress(mapped);
  const family = isIP(address);
  if (family === 0 || /^::ffff:/i.test(address)) return false;
  return !special.check(address, family === 4 ? "ipv4" : "ipv6");
}
