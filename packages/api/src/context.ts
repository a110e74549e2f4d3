import type { Library } from "@allotment/nix-output";
import type { Store, UserActor } from "@allotment/store";
import type { Authentication } from "./auth/authentication.ts";
import type { Log } from "./errors/log-failure.ts";
import type { WriteLimit } from "./http/write-limit.ts";
import type { Watching } from "./run/watching.ts";
import type { PlanService } from "./plan-service/plan-service.ts";
import type { ApiSettings } from "./settings.ts";

/** What every call can use. Made once for the process. */
export interface Services {
  readonly store: Store;
  readonly auth: Authentication;
  readonly plans: PlanService;
  readonly settings: ApiSettings;
  /** Where the server tells of what nobody thought of. */
  readonly log: Log;
  readonly countWrite: WriteLimit;
  readonly watching: Watching;
  /** The hand-written Nix that goes into every tree; read when the first tree is shown. */
  readonly library: () => Library;
}

/** One call: who makes it, with which headers, and what goes back beside the answer. */
export interface ApiContext extends Services {
  /** Null when nobody is signed in. */
  readonly actor: UserActor | null;
  readonly requestHeaders: Headers;
  /** `Set-Cookie` of procedures that sign somebody in or out. */
  readonly responseHeaders: Headers;
}
