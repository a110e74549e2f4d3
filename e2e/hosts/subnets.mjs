import { run } from "../../scripts/lib/run.mjs";

/** Set aside for trying out networks (RFC 2544): no real network uses it. */
const first = 198;
const seconds = [18, 19];

/**
 * All subnets of 256 addresses that a set could have, in random order, without those that overlap with what this machine reaches
 * otherwise. Two sets that choose the same one are kept apart by the name of its interface.
 *
 * @returns {Promise<{ subnet: string, interfaceName: string }[]>} `subnet` for example `198.18.7`.
 */
export async function freeSubnets() {
  const { stdout } = await run("ip", ["-4", "route", "show", "table", "all"]);
  const taken = new Set([...stdout.matchAll(/\b(198\.1[89]\.\d+)\.\d+/g)].map(([, subnet]) => subnet));
  const all = seconds.flatMap((second) =>
    Array.from({ length: 256 }, (_, third) => ({
      subnet: `${first}.${second}.${third}`,
      interfaceName: `allot-${second}-${third}`,
    })),
  );
  return all
    .filter(({ subnet }) => !taken.has(subnet))
    .map((each) => ({ each, order: Math.random() }))
    .toSorted((one, other) => one.order - other.order)
    .map(({ each }) => each);
}
