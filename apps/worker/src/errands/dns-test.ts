import type { promises as dns } from "node:dns";
import type { ErrandCheck } from "@allotment/store";
import { check, checked } from "./checks.ts";
import { look, resolver } from "./dns-look.ts";
import type { Handler } from "./handler.ts";
import { openOffer } from "./open-offer.ts";

/** Looks whether a zone is delegated and whether its name servers know it. Makes no record: no zone has an API yet. */
export const dnsTest: Handler<"dns-test"> = async ({ environmentId, input }, context) => {
  const { offer } = await openOffer(context, environmentId, input.offer, (offers) => offers["dns-record"]);
  const { zone } = offer;
  const servers = await look(resolver().resolveNs(zone));
  const names = servers.outcome === "ok" ? servers.records.slice(0, serversMax) : [];
  const delegated = check("zone-delegated", servers.outcome, { zone, servers: names.join(", ") });
  const answers = await Promise.all(names.map((server) => serverCheck(zone, server)));
  return checked([delegated, ...answers, check("zone-records", "missing", { zone })]);
};

const serversMax = 8;

/** Asks a name server itself. All it is sent is a question for the zone, whatever address its name leads to. */
async function serverCheck(zone: string, server: string): Promise<ErrandCheck> {
  const addresses = await addressesOf(resolver(), server);
  if (addresses.length === 0) return check("zone-answers", "wrong", { zone, server });
  const direct = resolver();
  direct.setServers(addresses);
  const answer = await look(direct.resolveSoa(zone).then((record) => [record]));
  return check("zone-answers", answer.outcome === "ok" ? "ok" : "wrong", { zone, server });
}

async function addressesOf(resolve: dns.Resolver, server: string): Promise<string[]> {
  const answer = await look(resolve.resolve4(server));
  return answer.outcome === "ok" ? [...answer.records] : [];
}
