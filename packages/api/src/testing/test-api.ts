import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { openStore, system, type Store, type StoreOptions, type UserActor } from "@allotment/store";
import { createApi, type Api } from "../create-api.ts";
import type { Attempts } from "../auth/attempts.ts";
import type { Log } from "../errors/log-failure.ts";
import type { Caller } from "../router.ts";
import type { ApiSettings } from "../settings.ts";

/** The API, what it stands on, and ways to call it. */
export interface TestApi {
  readonly api: Api;
  readonly store: Store;
  readonly settings: ApiSettings;
  /** Calls a procedure over HTTP as a browser would. */
  fetch(procedure: string, input: unknown, options?: RequestOptions): Promise<Response>;
  /** Calls as a known actor, without HTTP. */
  as(actor: UserActor | null): Caller;
  close(): void;
}

/** How a request is made. */
export interface RequestOptions {
  readonly method?: "GET" | "POST";
  readonly cookie?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a test can change about the API. */
export interface TestApiOptions extends StoreOptions {
  readonly settings?: Partial<ApiSettings>;
  /** A store to use instead of a new one. */
  readonly store?: Store;
  readonly attempts?: Attempts;
  /** Takes the lines of the server's log. */
  readonly log?: Log;
  /** The worker has never started, so nothing can be sealed. */
  readonly withoutWorker?: boolean;
}

/** An age recipient whose identity nobody has: the worker's, in tests. */
export const sampleRecipient = "age1x7uw8rkrwuxhlj97urvvr9mpjseqmjmxzaaxcqmgsaralvhnr59q7rwtgh";

/** Makes an API with an empty store in memory. Close it after the test. */
export async function testApi(options: TestApiOptions = {}): Promise<TestApi> {
  const dataFolder = mkdtempSync(path.join(os.tmpdir(), "allotment-api-"));
  const settings: ApiSettings = {
    dataFolder,
    publicUrl: "http://127.0.0.1:3000",
    trustProxy: false,
    secureCookies: false,
    ...options.settings,
  };
  const store = options.store ?? openStore({ memory: true, ...options });
  if (!options.withoutWorker) {
    await store.settings.set(system, { key: "worker-recipient", value: sampleRecipient });
  }
  const api = createApi({
    store,
    settings,
    ...(options.log && { log: options.log }),
    ...(options.attempts && { attempts: options.attempts }),
  });
  return {
    api,
    store,
    settings,
    fetch: (procedure, input, request = {}) => api.handler(requestFor(settings, procedure, input, request)),
    as: (actor) => api.callerAs(actor),
    close: () => {
      store.close();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

function requestFor(settings: ApiSettings, procedure: string, input: unknown, options: RequestOptions): Request {
  const { method = "POST", cookie, headers = {} } = options;
  const query = method === "GET" ? `?input=${encodeURIComponent(JSON.stringify(input))}` : "";
  return new Request(`${settings.publicUrl}/api/trpc/${procedure}${query}`, {
    method,
    headers: {
      origin: settings.publicUrl,
      "content-type": "application/json",
      ...(cookie === undefined ? {} : { cookie }),
      ...headers,
    },
    ...(method === "GET" ? {} : { body: JSON.stringify(input) }),
  });
}

/** The cookies of an answer, as a browser sends them back. */
export function cookieOf(headers: Headers): string {
  return headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0] ?? "")
    .join("; ");
}
