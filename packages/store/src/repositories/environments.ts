import type { Environment, Slug } from "@allotment/model";
import type { Actor } from "../actor.ts";
import type { EnvironmentRecord, EnvironmentRevisionRecord } from "../records.ts";
import type { StoreResult } from "../result.ts";

/** Places deployments can go. Documents are for the provider, the planner (system) and the worker. */
export interface EnvironmentRepository {
  /** Providers, and the system at first start. */
  create(
    actor: Actor,
    params: Readonly<{ slug: Slug; document: Environment; message: string }>,
  ): Promise<StoreResult<EnvironmentRecord>>;
  /** Saves a new revision. The one it was based on must still be the current one. */
  save(
    actor: Actor,
    params: Readonly<{ environmentId: string; basedOnRevisionId: string; document: Environment; message: string }>,
  ): Promise<StoreResult<EnvironmentRevisionRecord>>;
  /** Providers see all; others those that are open to one of their operators and not disabled. By name. */
  list(actor: Actor, params: Readonly<{ operatorId?: string }>): Promise<readonly EnvironmentRecord[]>;
  get(actor: Actor, params: Readonly<{ environmentId: string } | { slug: Slug }>): Promise<EnvironmentRecord | null>;
  /** The current revision of an environment. Null for operators: offers are not theirs to see. */
  currentRevision(actor: Actor, params: Readonly<{ environmentId: string }>): Promise<EnvironmentRevisionRecord | null>;
  revision(actor: Actor, params: Readonly<{ revisionId: string }>): Promise<EnvironmentRevisionRecord | null>;
  /** Newest first. Providers only; empty for others. */
  revisions(actor: Actor, params: Readonly<{ environmentId: string }>): Promise<readonly EnvironmentRevisionRecord[]>;
  /** Providers only. Nothing new is deployed there; what runs goes on running. */
  setDisabled(
    actor: Actor,
    params: Readonly<{ environmentId: string; disabled: boolean }>,
  ): Promise<StoreResult<EnvironmentRecord>>;
  /** Operators that may use it; empty = all. Providers only. */
  operators(actor: Actor, params: Readonly<{ environmentId: string }>): Promise<readonly string[]>;
  setOperators(
    actor: Actor,
    params: Readonly<{ environmentId: string; operatorIds: readonly string[] }>,
  ): Promise<StoreResult<readonly string[]>>;
}
