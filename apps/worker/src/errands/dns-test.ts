import { createAsker, type Asker } from "../names/asker.ts";
import { findAuthority, type AuthorityServer } from "../names/authority.ts";
import { check, checked } from "./checks.ts";
import type { Handler } from "./handler.ts";
import { openOffer } from "./open-offer.ts";

/** Looks whether a zone is delegated and whether its name servers know it. Makes no record: no zone has an API yet. */
export const dnsTest: Handler<"dns-test"> = async ({ environmentId, input }, context) => {
  const { offer } = await openOffer(context, environmentId, input.offer, (offers) => offers["dns-record"]);
  const { zone } = offer;
  const ask = createAsker(context);
  const authority = await findAuthority(ask, zone);
  const servers = authority.kind === "zone" && authority.zone === zone ? authority.servers : [];
  const outcome = servers.length > 0 ? "ok" : authority.kind === "unknown" ? "unknown" : "missing";
  const delegated = check("zone-delegated", outcome, { zone, servers: namesOf(servers) });
  const silent = await silentServers(ask, zone, servers);
  const answers = check("zone-answers", silent.length === 0 ? "ok" : "wrong", { zone, servers: namesOf(silent) });
  return checked([delegated, ...(servers.length === 0 ? [] : [answers]), check("zone-records", "missing", { zone })]);
};

async function silentServers(ask: Asker, zone: string, servers: readonly AuthorityServer[]) {
  const known = await Promise.all(servers.map((server) => knows(ask, server, zone)));
  return servers.filter((_, index) => known[index] !== true);
}

/** Asks a name server itself. All it is sent is a question for the zone, whatever address its name leads to. */
async function knows(ask: Asker, { address }: AuthorityServer, zone: string): Promise<boolean> {
  if (address === null) return false;
  const answer = await ask.authority(address, { name: zone, type: "SOA" });
  return answer.kind === "answer" && answer.authoritative && answer.answers.some(({ type }) => type === "SOA");
}

function namesOf(servers: readonly AuthorityServer[]): string {
  return servers.map(({ name }) => name).join(", ");
}
