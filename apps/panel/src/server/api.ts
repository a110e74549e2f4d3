import "server-only";
import { openApi, readSettings, type Api } from "@allotment/api";
import { join } from "node:path";

// Next loads modules more than once while it develops; the database is opened once for the process.
const held = globalThis as typeof globalThis & { allotmentApi?: Api };

/**
 * The API of this process.
 *
 * @throws Error in one sentence when a setting or the database cannot be used
 */
export function api(): Api {
  return (held.allotmentApi ??= open());
}

function open(): Api {
  // Started by `npm start`, which names the folder; by hand it is the checkout's.
  const result = readSettings(process.env, join(process.cwd(), "../.."));
  if ("problem" in result) throw new Error(result.problem);
  // What is written beside the database is nobody else's on the machine to read.
  process.umask(0o077);
  return openApi(result.settings);
}
