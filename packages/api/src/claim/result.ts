import { system, type ErrandOf } from "@allotment/store";
import { z } from "zod";
import { found } from "../errors/from-conflict.ts";
import { id, token } from "../inputs.ts";
import { anybody } from "../trpc.ts";
import { say } from "../view/sentences.ts";

/** What became of showing a password. */
export interface ClaimResult {
  readonly state: "waiting" | "done" | "failed";
  /** An age file in base64, for the browser's key: `{ username, email, password }` as JSON. */
  readonly sealed: string | null;
  /** Why there is none, and what to do. The link can be used again. */
  readonly problem: { readonly summary: string; readonly next: string } | null;
}

/** The answer to `claim.reveal`, once there is one. Asked again until then. */
export const result = anybody
  .input(z.object({ token, errandId: id }))
  .query(async ({ ctx: { store }, input }): Promise<ClaimResult> =>
    claimResult(found(await store.claims.errand(system, input))),
  );

function claimResult({ state, result: revealed, problem }: ErrandOf<"reveal">): ClaimResult {
  if (state === "waiting" || state === "working") return { state: "waiting", sealed: null, problem: null };
  const code = problem?.code ?? revealed?.problem ?? null;
  if (code === null) return { state: "done", sealed: revealed?.sealed ?? null, problem: null };
  const key = `claims.problems.${code}`;
  return { state: "failed", sealed: null, problem: { summary: say(`${key}.summary`), next: say(`${key}.next`) } };
}
