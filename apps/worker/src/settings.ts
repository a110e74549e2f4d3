import path from "node:path";
import { dnsPort, serverAddress, type ServerAddress } from "./names/resolver.ts";

/** How this worker is started. */
export interface WorkerSettings {
  /** Folder with the database, the worker's key and the deployments' trees. Absolute. */
  readonly dataFolder: string;
  /** Runs that are moved at once. */
  readonly runsMax: number;
  /** Least severe log lines that are written. */
  readonly logLevel: LogLevel;
  /** What people open, without a slash at the end. */
  readonly publicUrl: string;
  /** Whether webhooks may be at private addresses and without TLS: of tests. */
  readonly privateWebhooks: boolean;
  /** Servers that resolve names for the worker; empty for the machine's own. */
  readonly resolvers: readonly ServerAddress[];
  /** Port of zones' own name servers: 53, but in tests. */
  readonly authorityPort: number;
}

/** Levels of log lines, from most to least severe. */
const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

/** One of them. */
export type LogLevel = (typeof logLevels)[number];

/** Reads the settings from the environment. @returns the settings, or a sentence that says what is wrong. */
export function readSettings(env: NodeJS.ProcessEnv): WorkerSettings | { readonly problem: string } {
  const runsMax = Number(env["ALLOTMENT_RUNS"] || 4);
  if (!Number.isInteger(runsMax) || runsMax < 1 || runsMax > 64) {
    return { problem: `ALLOTMENT_RUNS has to be a number from 1 to 64, not "${env["ALLOTMENT_RUNS"]}".` };
  }
  const asked = env["ALLOTMENT_LOG"] || "info";
  const logLevel = logLevels.find((level) => level === asked);
  if (logLevel === undefined)
    return { problem: `ALLOTMENT_LOG has to be one of ${logLevels.join(", ")}, not "${asked}".` };
  const resolvers = (env["ALLOTMENT_RESOLVERS"] || "").split(",").filter((text) => text.trim() !== "");
  const addresses = resolvers.map((text) => serverAddress(text.trim()));
  const odd = resolvers[addresses.indexOf(undefined)];
  if (odd !== undefined) {
    return { problem: `ALLOTMENT_RESOLVERS has to be addresses with commas between them; "${odd}" is none.` };
  }
  const authorityPort = Number(env["ALLOTMENT_DNS_PORT"] || dnsPort);
  if (!Number.isInteger(authorityPort) || authorityPort < 1 || authorityPort > 65_535) {
    return { problem: `ALLOTMENT_DNS_PORT has to be a number from 1 to 65535, not "${env["ALLOTMENT_DNS_PORT"]}".` };
  }
  const dataFolder = path.resolve(env["ALLOTMENT_DATA"] || "data");
  return {
    dataFolder,
    runsMax,
    logLevel,
    publicUrl: (env["ALLOTMENT_PUBLIC_URL"] || "http://127.0.0.1:3000").replace(/\/+$/, ""),
    privateWebhooks: env["ALLOTMENT_PRIVATE_WEBHOOKS"] === "1",
    resolvers: addresses.filter((one) => one !== undefined),
    authorityPort,
  };
}
