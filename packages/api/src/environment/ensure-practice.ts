import { system, type UserActor } from "@allotment/store";
import type { Services } from "../context.ts";
import { logFailure } from "../errors/log-failure.ts";
import { createPractice } from "./create-practice.ts";

/**
 * Makes the environment for practice where the first start was broken off before it could: when a provider signs in.
 * Signing in goes on whatever comes of it.
 */
export async function ensurePractice({ store, log }: Services, actor: UserActor | null): Promise<void> {
  if (actor?.role !== "provider") return;
  try {
    const recipient = await store.settings.get(system, { key: "worker-recipient" });
    // Without a worker nothing can be sealed yet: then at the next time.
    if (recipient !== null) await createPractice(store, actor, recipient);
  } catch (error) {
    logFailure(log, { path: "environment.ensurePractice", type: "sign-in" }, error);
  }
}
