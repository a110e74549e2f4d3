import type { Actor } from "../actor.ts";
import type { MemberRecord, MemberRole, OperatorRecord } from "../records.ts";
import type { StoreResult } from "../result.ts";

/** Organisations and their members. */
export interface OperatorRepository {
  /** Providers only. */
  create(actor: Actor, params: Readonly<{ name: string }>): Promise<StoreResult<OperatorRecord>>;
  /** Those the actor may see, by name. */
  list(actor: Actor, params: Readonly<Record<string, never>>): Promise<readonly OperatorRecord[]>;
  get(actor: Actor, params: Readonly<{ operatorId: string }>): Promise<OperatorRecord | null>;
  rename(actor: Actor, params: Readonly<{ operatorId: string; name: string }>): Promise<StoreResult<OperatorRecord>>;
  /** Providers only. Members of a disabled operator can look, but change nothing. What runs goes on running. */
  setDisabled(
    actor: Actor,
    params: Readonly<{ operatorId: string; disabled: boolean }>,
  ): Promise<StoreResult<OperatorRecord>>;
  members(actor: Actor, params: Readonly<{ operatorId: string }>): Promise<readonly MemberRecord[]>;
  /** Adds somebody who has an account, or changes the role. Providers only; others are invited. */
  putMember(
    actor: Actor,
    params: Readonly<{ operatorId: string; userId: string; role: MemberRole }>,
  ): Promise<StoreResult<MemberRecord>>;
  /** Providers and owners. */
  removeMember(actor: Actor, params: Readonly<{ operatorId: string; userId: string }>): Promise<StoreResult<null>>;
}
