import { StoreUnavailable } from "@allotment/store";
import { initTRPC, TRPCError } from "@trpc/server";
import { ZodError } from "zod";
import type { ApiContext } from "./context.ts";
import { ApiError, problemFor } from "./errors/api-error.ts";
import { inputDiagnostics } from "./errors/input-diagnostics.ts";
import { logFailure } from "./errors/log-failure.ts";
import { problemOf } from "./errors/problem.ts";
import { say } from "./view/sentences.ts";

/** Who may call a procedure at all; what they then see is the store's decision. */
export interface ProcedureMeta {
  readonly access: "anybody" | "signed-in" | "provider";
}

const t = initTRPC
  .context<ApiContext>()
  .meta<ProcedureMeta>()
  .create({
    // No stack and no internal message ever leaves: what people read is the problem.
    errorFormatter: ({ shape, error }) => {
      const problem = problemOf(error) ?? problemFor("unexpected");
      const { code, httpStatus, path } = shape.data;
      return { ...shape, message: problem.summary, data: { code, httpStatus, path: path ?? "", problem } };
    },
    sse: { ping: { enabled: true, intervalMs: 15_000 }, client: { reconnectAfterInactivityMs: 45_000 } },
  });

const explained = t.middleware(async ({ ctx, type, path, next }) => {
  if (type === "mutation" && ctx.actor !== null) ctx.countWrite(ctx.actor.userId);
  const result = await next();
  if (result.ok || result.error instanceof ApiError) return result;
  const error = explain(result.error);
  if (error.problem.code === "unexpected") logFailure(ctx.log, { path, type }, error.cause);
  throw error;
});

// Everything that is not an ApiError yet: refused input, an unusable database, a defect.
function explain(error: TRPCError): ApiError {
  const { cause } = error;
  if (cause instanceof ApiError) return cause;
  if (cause instanceof StoreUnavailable) {
    return new ApiError("store-unavailable", { params: { why: say(cause.sentence) }, cause });
  }
  if (error.code === "BAD_REQUEST") {
    return new ApiError("invalid-input", { diagnostics: cause instanceof ZodError ? inputDiagnostics(cause) : [] });
  }
  return new ApiError("unexpected", { cause });
}

const base = t.procedure.use(explained);

/** Makes routers. */
export const router = t.router;

/** Makes callers for the server. */
export const createCallerFactory = t.createCallerFactory;

/** For everybody, also without an account. */
export const anybody = base.meta({ access: "anybody" });

/** For people who are signed in. The context has their actor. */
export const signedIn = base.meta({ access: "signed-in" }).use(({ ctx, next }) => {
  if (ctx.actor === null) throw new ApiError("not-signed-in");
  return next({ ctx: { actor: ctx.actor } });
});

/** For providers. */
export const provider = base.meta({ access: "provider" }).use(({ ctx, next }) => {
  if (ctx.actor === null) throw new ApiError("not-signed-in");
  if (ctx.actor.role !== "provider") throw new ApiError("forbidden");
  return next({ ctx: { actor: ctx.actor } });
});
