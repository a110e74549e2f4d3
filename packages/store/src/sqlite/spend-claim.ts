import { eq } from "drizzle-orm";
import { claim } from "../schema/index.ts";
import type { Context } from "./context.ts";

/** Notes that what a link leads to was sealed. Inside the transaction that keeps the sealed text. */
export function spendClaim({ db, now }: Context, errandId: string): void {
  db.update(claim).set({ usedAt: now() }).where(eq(claim.errandId, errandId)).run();
}
