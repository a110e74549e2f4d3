import path from "node:path";
import { root } from "./root.mjs";
import { lastLine, run } from "./run.mjs";
import { startService } from "./service.mjs";

const worker = path.join(root, "apps/worker/dist/worker.mjs");

/**
 * The environment that panel and worker share.
 *
 * @param {import("./settings.mjs").Settings} settings
 * @param {"production" | "development"} mode
 * @returns {NodeJS.ProcessEnv}
 */
export function serviceEnvironment(settings, mode) {
  return {
    ...process.env,
    NODE_ENV: mode,
    NEXT_TELEMETRY_DISABLED: "1",
    ALLOTMENT_HOST: settings.host,
    ALLOTMENT_PORT: String(settings.port),
    ALLOTMENT_DATA: settings.dataFolder,
    ALLOTMENT_PUBLIC_URL: settings.address,
  };
}

/**
 * Brings the database to the present version (the worker copies it before) and asks whether anybody has an account yet.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{ setupToken: string | null } | { problem: string }>} `setupToken` is null once there is an account.
 */
export async function migrate(env) {
  const outcome = await run(process.execPath, [worker, "--migrate"], { cwd: root, env });
  if (outcome.code !== 0) return { problem: outcome.stderr.trim() || "The database could not be prepared." };
  try {
    return { setupToken: JSON.parse(lastLine(outcome.stdout)).setupToken ?? null };
  } catch {
    return {
      problem: `The database was prepared, but the worker did not say so in words that are understood: ${outcome.stdout}`,
    };
  }
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} [logFile]
 * @returns {Promise<import("./service.mjs").Service>}
 */
export function startWorker(env, logFile) {
  return startService({
    name: "worker",
    argv: ["--enable-source-maps", worker],
    cwd: root,
    env,
    ...(logFile ? { logFile } : {}),
  });
}

/**
 * @param {"start" | "dev"} verb Next.js' own: the built pages, or pages that are built as they are asked for.
 * @param {import("./settings.mjs").Settings} settings
 * @param {NodeJS.ProcessEnv} env
 * @param {string} [logFile]
 * @returns {Promise<import("./service.mjs").Service>}
 */
export function startPanel(verb, settings, env, logFile) {
  const next = path.join(root, "node_modules/next/dist/bin/next");
  return startService({
    name: "panel",
    argv: [next, verb, "--hostname", settings.host, "--port", String(settings.port)],
    cwd: path.join(root, "apps/panel"),
    env,
    ...(logFile ? { logFile } : {}),
  });
}
