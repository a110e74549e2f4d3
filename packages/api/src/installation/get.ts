import { system } from "@allotment/store";
import { signedIn } from "../trpc.ts";

/** Longest silence of a worker that is still called running, in milliseconds. */
const silenceMax = 30_000;

/** The installation as everybody who is signed in may know it. */
export interface InstallationView {
  readonly publicUrl: string;
  /** Whether the worker has shown itself lately. Without it nothing is installed; requests wait. */
  readonly workerRunning: boolean;
  /** Null before its first start. */
  readonly workerSeenAt: string | null;
}

/** Where the panel is, and whether the worker runs. */
export const get = signedIn.query(async ({ ctx: { store, settings } }): Promise<InstallationView> => {
  const workerSeenAt = await store.settings.get(system, { key: "worker-seen" });
  const workerRunning = workerSeenAt !== null && Date.now() - Date.parse(workerSeenAt) < silenceMax;
  return { publicUrl: settings.publicUrl, workerRunning, workerSeenAt };
});
