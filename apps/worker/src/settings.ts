import path from "node:path";

/** How this worker is started. */
export interface WorkerSettings {
  /** Folder with the database, the worker's key and the deployments' trees. Absolute. */
  readonly dataFolder: string;
  /** Runs that are moved at once. */
  readonly runsMax: number;
  /** Least severe log lines that are written. */
  readonly logLevel: LogLevel;
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
  return { dataFolder: path.resolve(env["ALLOTMENT_DATA"] || "data"), runsMax, logLevel };
}
