import { loadLibrary } from "@allotment/nix-output/library";
import type { Library } from "@allotment/nix-output";
import { authDatabase, type Store, type UserActor } from "@allotment/store";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { authentication } from "./auth/authentication.ts";
import { attempts, type Attempts } from "./auth/attempts.ts";
import { authLibrary } from "./auth/library.ts";
import { sessionSecret } from "./auth/session-secret.ts";
import type { Services } from "./context.ts";
import { logFailure, stderrLog, type Log } from "./errors/log-failure.ts";
import { problemOf } from "./errors/problem.ts";
import { writeLimit } from "./http/write-limit.ts";
import { watching } from "./run/watching.ts";
import { refuseRequest, withBody } from "./http/refuse-request.ts";
import { answerMachine } from "./pull/index.ts";
import { planService } from "./plan-service/plan-service.ts";
import { appRouter, createCaller, type Caller } from "./router.ts";
import type { ApiSettings } from "./settings.ts";

/** Where the procedures are served. */
export const apiPath = "/api/trpc";

/** Calls in one request; the panel's own client keeps to it. */
const batchMax = 10;

/** What the API stands on. */
export interface ApiParts {
  readonly store: Store;
  readonly settings: ApiSettings;
  /** Counts failures to sign in; anew when left out. */
  readonly attempts?: Attempts;
  /** Takes the lines of the server's log; standard error when left out. */
  readonly log?: Log;
  /** The Nix library; read from disk when left out. */
  readonly library?: Library;
}

/** A caller for one request on the server. */
export interface RequestCaller {
  readonly caller: Caller;
  /** Null when nobody is signed in. */
  readonly actor: UserActor | null;
  /** Has `Set-Cookie` after a procedure signed somebody in or out: a server action has to pass it on. */
  readonly responseHeaders: Headers;
}

/** The API, ready to be mounted. */
export interface Api {
  /** Answers requests below `apiPath`: for Next's route handler (GET and POST). */
  handler(request: Request): Promise<Response>;
  /** For server components and server actions: whoever the cookies of these headers belong to. */
  callerFor(headers: Headers): Promise<RequestCaller>;
  /** A caller for a known actor: for tests and tools. */
  callerAs(actor: UserActor | null): Caller;
  /** Answers machines that fetch their configuration, below `/git` and `/api/report`. They have tokens, not sessions. */
  machineHandler(request: Request): Promise<Response>;
}

/**
 * Makes the API.
 *
 * @throws Error in one sentence when the session secret cannot be used
 */
export function createApi({ store, settings, library, log = stderrLog, ...parts }: ApiParts): Api {
  const auth = authentication(
    authLibrary(authDatabase(store), settings, sessionSecret(settings.dataFolder)),
    store,
    settings,
    parts.attempts ?? attempts(),
  );
  let read = library;
  const services: Services = {
    store,
    auth,
    settings,
    log,
    countWrite: writeLimit(),
    watching: watching(),
    plans: planService(store, settings.publicUrl),
    library: () => (read ??= loadLibrary()),
  };
  return {
    handler: (request) => handle(services, request),
    callerFor: async (headers) => {
      const { actor } = await auth.resolve(headers, false);
      const responseHeaders = new Headers();
      const caller = createCaller({ ...services, actor, requestHeaders: headers, responseHeaders });
      return { caller, actor, responseHeaders };
    },
    callerAs: (actor) =>
      createCaller({ ...services, actor, requestHeaders: new Headers(), responseHeaders: new Headers() }),
    machineHandler: (request) => answerMachine({ store, dataFolder: settings.dataFolder }, request),
  };
}

async function handle(services: Services, request: Request): Promise<Response> {
  const refusal = refuseRequest(request, services.settings);
  if (refusal !== null) return refusal;
  const whole = await withBody(request);
  if (whole instanceof Response) return whole;
  return fetchRequestHandler({
    endpoint: apiPath,
    req: whole,
    router: appRouter,
    allowBatching: true,
    maxBatchSize: batchMax,
    allowMethodOverride: true,
    // What goes wrong inside a procedure is told of there; this is for what goes wrong before.
    onError: ({ error, path, type }) => {
      if (problemOf(error) === null && error.code === "INTERNAL_SERVER_ERROR") {
        logFailure(services.log, { path: path ?? "", type }, error);
      }
    },
    createContext: async ({ resHeaders }) => {
      const { actor, cookies } = await services.auth.resolve(request.headers, true);
      for (const cookie of cookies) resHeaders.append("set-cookie", cookie);
      resHeaders.set("cache-control", "no-store");
      // Proxies that collect a response before passing it on would hold the stream back.
      resHeaders.set("x-accel-buffering", "no");
      return { ...services, actor, requestHeaders: request.headers, responseHeaders: resHeaders };
    },
  });
}
