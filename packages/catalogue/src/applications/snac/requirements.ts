import type { ComponentRequirement, MappingInput, Requirements, Role } from "@allotment/model";
import { domainsOf, webResources } from "../../shared/index.ts";
import type { Options } from "./options.ts";
import { diskGiB, sizeFor } from "./sizing.ts";

/** Where snac listens, for the web server on its machine only (upstream's default). */
const httpPort = 8001;

/**
 * Largest request in MiB: the largest film that it tells apps they may send (103,809,024 bytes, mastoapi.c) and the rest
 * of the form.
 */
const uploadMiBMax = 104;

/** What snac needs: one process, a folder, a virtual host. No database, and no mail: it sends through a local program only. */
export function requirementsOf({ options }: MappingInput<Options>): Requirements {
  const domains = domainsOf(options);
  const resources = webResources({ domains, component: "server", websockets: false, bodyMiBMax: uploadMiBMax });
  return { domains, components: { server: serverOf(options, Object.keys(resources).sort()) }, resources };
}

function serverOf(options: Options, needs: readonly Role[]): ComponentRequirement {
  const { expectedActiveUsers } = options;
  const size = sizeFor(expectedActiveUsers);
  const threads = options.threads ?? size.threads;
  return {
    capacity: { cpuMillicores: size.millicores, memoryMiB: size.memoryMiB, diskGiB: diskGiB(options) },
    settings: { httpPort, threads },
    needs,
    // One user and one folder, /var/lib/snac, for each machine.
    claims: ["service:snac", `tcp:${httpPort}`],
    sizing: { code: "sizing.snac.server", params: { activeUsers: expectedActiveUsers, threads } },
  };
}
