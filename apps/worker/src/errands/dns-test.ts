import { check, checked } from "./checks.ts";
import { look } from "./dns-look.ts";
import type { ErrandContext, Handler } from "./handler.ts";
import { openOffer } from "./open-offer.ts";

/** Looks whether a zone is delegated and whether its name servers know it. Makes no record: no zone has an API yet. */
export const dnsTest: Handler<"dns-test"> = async ({ environmentId, input }, context) => {
  const { offer } = await openOffer(context, environmentId, input.offer, (offers) => offers["dns-record"]);
  const { zone } = offer;
  const servers = await look(context.resolver().resolveNs(zone));
  const names = servers.outcome === "ok" ? servers.records.slice(0, serversMax) : [];
  const delegated = check("zone-delegated", servers.outcome, { zone, servers: names.join(", ") });
  const silent = await silentServers(context, zone, names);
  const answers = check("zone-answers", silent.length === 0 ? "ok" : "wrong", { zone, servers: silent.join(", ") });
  return checked([delegated, ...(names.length === 0 ? [] : [answers]), check("zone-records", "missing", { zone })]);
};

const serversMax = 8;

async function silentServers(context: ErrandContext, zone: string, servers: readonly string[]): Promise<string[]> {
  const known = await Promise.all(servers.map((server) => knows(context, server, zone)));
  return servers.filter((_, index) => known[index] !== true);
}

/** Asks a name server itself. All it is sent is a question for the zone, whatever address its name leads to. */
async function knows({ resolver }: ErrandContext, server: string, zone: string): Promise<boolean> {
  const addresses = await look(resolver().resolve4(server));
  if (addresses.outcome !== "ok") return false;
  const answer = await look(
    resolver(addresses.records)
      .resolveSoa(zone)
      .then((record) => [record]),
  );
  return answer.outcome === "ok";
}
