/** A person who is signed in. Made by `users.actorOf`, never from what a request claims. */
export interface UserActor {
  readonly kind: "user";
  readonly userId: string;
  readonly role: UserRole;
  /** Operators (organisations) the person is a member of. */
  readonly operatorIds: readonly string[];
  /** Those among them in which the person is an owner: may invite and remove members. */
  readonly ownedOperatorIds: readonly string[];
}

/** The worker: the only one that moves runs, writes events, takes leases and claims, and reads secrets. */
export interface WorkerActor {
  readonly kind: "worker";
  /** Names the process, so that a lease shows who holds it. */
  readonly workerId: string;
}

/**
 * Our own server code on nobody's behalf: planning (it needs every offer and claim), sign-in, first start. Nothing it
 * reads goes to a person unchecked. It reads no secret values and moves no runs.
 */
export interface SystemActor {
  readonly kind: "system";
}

/** Who calls. Every method of every repository takes it first. */
export type Actor = UserActor | WorkerActor | SystemActor;

/** `provider`: runs the installation. `operator`: a member of one or more operators. */
export type UserRole = "provider" | "operator";

/** The one system actor. */
export const system: SystemActor = { kind: "system" };

/** Whether the actor runs the installation. */
export function isProvider(actor: Actor): boolean {
  return actor.kind === "user" && actor.role === "provider";
}

/** Whether the actor may make, disable and re-enable accounts: a provider, or whoever can use the command line on the server. */
export function administersAccounts(actor: Actor): boolean {
  return actor.kind === "system" || isProvider(actor);
}

/** Whether the actor may know that something of this operator exists, and read what members read. */
export function mayRead(actor: Actor, operatorId: string): boolean {
  return actor.kind !== "user" || actor.role === "provider" || actor.operatorIds.includes(operatorId);
}

/** Whether the actor may change what belongs to this operator. The worker writes by its own verbs only. */
export function mayWrite(actor: Actor, operatorId: string): boolean {
  return actor.kind === "user" && mayRead(actor, operatorId);
}

/** Whether the actor may say who is a member of this operator. */
export function mayManageMembers(actor: Actor, operatorId: string): boolean {
  return administersAccounts(actor) || (actor.kind === "user" && actor.ownedOperatorIds.includes(operatorId));
}
