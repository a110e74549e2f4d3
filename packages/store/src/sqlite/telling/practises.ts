import { practises } from "@allotment/model";
import { eq } from "drizzle-orm";
import { environment } from "../../schema/index.ts";
import type { Context } from "../context.ts";

/** Whether nothing is installed in an environment: what goes wrong there needs nobody. */
export function practisesIn({ db }: Context, environmentId: string): boolean {
  const row = db.select().from(environment).where(eq(environment.id, environmentId)).get();
  return row === undefined || practises(row.orchestrator);
}
