import { openStore } from "@allotment/store";
import { createApi, type Api } from "./create-api.ts";
import type { ApiSettings } from "./settings.ts";

/**
 * Opens the prepared database of the data folder and makes the API on it: for a process that serves it.
 *
 * @throws StoreUnavailable when the database cannot be used; Error in one sentence when the session secret cannot
 */
export function openApi(settings: ApiSettings): Api {
  return createApi({ store: openStore({ folder: settings.dataFolder }), settings });
}
