import { explainFailure, type Problem } from "@allotment/api";
import { api } from "../../../server/api.ts";

export const dynamic = "force-dynamic";

/** Whether the panel can use its database, in words: error pages ask it. Null when nothing is wrong. */
export async function GET(): Promise<Response> {
  return Response.json({ problem: await problem() }, { headers: { "cache-control": "no-store" } });
}

async function problem(): Promise<Problem | null> {
  try {
    // Any question that the database has to answer will do; no link has this token.
    await api().callerAs(null).setup.check({ token: "-" });
    return null;
  } catch (error) {
    return explainFailure(error);
  }
}
