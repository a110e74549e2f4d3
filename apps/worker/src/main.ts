/**
 * The worker: the only process that holds keys, runs Nix and touches machines.
 *
 *   worker.mjs             moves runs until it is asked to stop
 *   worker.mjs --migrate   makes the data folder ready, prints {"setupToken": …} as its last line, and ends
 *
 * Environment: ALLOTMENT_DATA (folder), ALLOTMENT_NIX (folder with nix-instantiate), NIXPKGS (for full evaluations),
 * ALLOTMENT_LIBRARY (folder of the Nix library), ALLOTMENT_RUNS (runs at once), ALLOTMENT_LOG (level), ALLOTMENT_BUILDERS
 * (machines that build, as Nix's --builders), ALLOTMENT_SUBSTITUTE (1: machines fetch what they can themselves),
 * ALLOTMENT_RESOLVERS (addresses of servers that resolve names for the worker, with commas; else the machine's own),
 * ALLOTMENT_DNS_PORT (of tests: port of zones' own name servers, which then may be on this machine),
 * ALLOTMENT_PUBLIC_URL (what people open, for links in mail), ALLOTMENT_PRIVATE_WEBHOOKS (1, of tests: webhooks anywhere).
 */
import { createLog } from "./log.ts";
import { migrate } from "./migrate.ts";
import { serve } from "./serve.ts";
import { readSettings } from "./settings.ts";

// Others on the machine have no business with the database, the trees or the logs.
process.umask(0o077);

const settings = readSettings(process.env);

try {
  if ("problem" in settings) throw new Error(settings.problem);
  if (process.argv.includes("--migrate")) {
    process.stdout.write(`${JSON.stringify(await migrate(settings.dataFolder))}\n`);
  } else {
    await serve(settings, createLog(settings.logLevel), shutdownSignal());
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

/** Aborted by the first SIGTERM or SIGINT. Steps under way then let go of their runs, and another worker goes on. */
function shutdownSignal(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => controller.abort());
  return controller.signal;
}
