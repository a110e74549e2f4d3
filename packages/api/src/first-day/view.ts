import type { OfferReference } from "@allotment/store";

/** Types of what can be tested. */
export const testedTypes = [
  "machine",
  "smtp",
  "s3-bucket",
  "backup-repository",
  "dns-record",
] as const satisfies readonly ("machine" | OfferReference["type"])[];

/** Something that is declared in an environment with real machines, with its newest test. */
export interface DeclaredThing {
  readonly environmentId: string;
  readonly environmentSlug: string;
  readonly environmentName: string;
  readonly type: (typeof testedTypes)[number];
  /** Name of the offer; of a machine, its host name. */
  readonly offer: string;
  /** The newest answer about it as it is declared now; null: nobody asked since it was changed. `id` is the errand's. */
  readonly test: { readonly id: string; readonly ok: boolean; readonly createdAt: string } | null;
}

/** What a new installation needs, in the order in which it is done. */
export const firstDayItems = [
  "address",
  "worker",
  "environment",
  "machines",
  "machines-tested",
  "mail",
  "storage",
  "dns",
  "recovery",
  "operator",
  "moved",
  "real",
] as const;

/** One of them. */
export type FirstDayItemId = (typeof firstDayItems)[number];

/** One thing of the checklist. It follows from records: nobody ticks it. */
export interface FirstDayItem {
  readonly id: FirstDayItemId;
  readonly state: "done" | "todo" | "not-needed";
  /** Why it is so. */
  readonly summary: string;
  /** What to do; null when there is nothing to do. */
  readonly next: string | null;
}

/** The first day: from an empty installation to a deployment on real machines. */
export interface FirstDayView {
  readonly publicUrl: string;
  /** `ssh-ed25519 AAAA… allotment-worker`: to be let in on machines; null before the worker's first start. */
  readonly workerKey: string | null;
  readonly items: readonly FirstDayItem[];
  /** The first thing to do; null when all is done. */
  readonly next: FirstDayItemId | null;
  readonly declared: readonly DeclaredThing[];
}
