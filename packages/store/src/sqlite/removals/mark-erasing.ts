import { eq } from "drizzle-orm";
import { deployment } from "../../schema/index.ts";
import type { Context } from "../context.ts";

/** Notes that something of a deployment is being erased, so that its removal cannot be taken back. Inside a transaction. */
export function markErasing({ db, now }: Context, deploymentId: string): void {
  const own = eq(deployment.id, deploymentId);
  const removal = db.select().from(deployment).where(own).get()?.removal ?? null;
  if (removal === null || removal.erasingSince !== null) return;
  db.update(deployment)
    .set({ removal: { ...removal, erasingSince: now() } })
    .where(own)
    .run();
}
