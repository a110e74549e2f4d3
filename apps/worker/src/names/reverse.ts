import { isIP } from "node:net";
import type { NameFinding } from "@allotment/store";
import type { Answer } from "./answer.ts";
import type { Asker } from "./asker.ts";
import { plainFinding } from "./finding.ts";

const addressesMax = 4;

/** Whether the addresses of a relay have names that lead back to them: receivers ask for that before they take mail. */
export async function lookAtReverse(ask: Asker, host: string): Promise<NameFinding> {
  if (isIP(host) !== 0) return lookBack(ask, host);
  const [v4, v6] = await Promise.all([addressesOf(ask, host, "A"), addressesOf(ask, host, "AAAA")]);
  if (v4 === null || v6 === null) return plainFinding("unknown");
  const addresses = [...v4, ...v6].slice(0, addressesMax);
  if (addresses.length === 0) return plainFinding("unknown");
  const looks = await Promise.all(addresses.map((address) => lookBack(ask, address)));
  const worst = (["missing", "elsewhere", "unknown", "right"] as const).find((one) =>
    looks.some(({ outcome }) => outcome === one),
  );
  return plainFinding(
    worst ?? "unknown",
    looks.flatMap(({ seen }) => seen),
  );
}

async function lookBack(ask: Asker, address: string): Promise<NameFinding> {
  const answer = await ask.resolver({ name: reverseName(address), type: "PTR" });
  if (answer.kind !== "answer") return plainFinding("unknown");
  const [name] = valuesOf(answer, "PTR");
  if (name === undefined) return plainFinding("missing", [address]);
  const back = await addressesOf(ask, name, address.includes(":") ? "AAAA" : "A");
  const outcome = back === null ? "unknown" : back.includes(address) ? "right" : "elsewhere";
  return plainFinding(outcome, [`${address} ${name}`]);
}

async function addressesOf(ask: Asker, name: string, type: "A" | "AAAA"): Promise<readonly string[] | null> {
  const answer = await ask.resolver({ name, type });
  return answer.kind === "answer" ? valuesOf(answer, type) : null;
}

function valuesOf(answer: Answer, type: string): string[] {
  return answer.kind === "answer" ? answer.answers.filter((one) => one.type === type).map(({ value }) => value) : [];
}

/** The name at which an address has its own: `10.2.0.192.in-addr.arpa` (RFC 1035, 3.5; RFC 3596, 2.5). */
export function reverseName(address: string): string {
  if (!address.includes(":")) return `${address.split(".").toReversed().join(".")}.in-addr.arpa`;
  const [head = "", tail] = address.split("::");
  const groups = (text: string) => text.split(":").filter((group) => group !== "");
  const missing = tail === undefined ? 0 : 8 - groups(head).length - groups(tail).length;
  const all = [...groups(head), ...Array.from({ length: missing }, () => "0"), ...groups(tail ?? "")];
  const digits = all.map((group) => group.padStart(4, "0")).join("");
  return `${[...digits].toReversed().join(".")}.ip6.arpa`;
}
