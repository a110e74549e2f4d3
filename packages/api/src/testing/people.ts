import { system, type MemberRole, type UserActor } from "@allotment/store";
import type { Caller } from "../router.ts";
import type { TestApi } from "./test-api.ts";

/** A password that is accepted. */
export const samplePassword = "correct horse battery";

/** Somebody with an account. */
export interface TestPerson {
  readonly actor: UserActor;
  readonly caller: Caller;
  readonly username: string;
}

/** Makes the provider's first account by the one-time link, and with it the environment for practice. */
export async function firstProvider(test: TestApi, username = "paula"): Promise<TestPerson> {
  const setup = await test.store.invitations.ensureSetup(system, {});
  if (setup === null) throw new Error("there is a provider already");
  await test.as(null).setup.run({ token: setup.token, username, name: "Paula Provider", password: samplePassword });
  return personNamed(test, username);
}

/** Makes an operator with one member, who is invited by the provider. */
export async function operatorWith(
  test: TestApi,
  provider: TestPerson,
  params: Readonly<{ operator: string; username: string; memberRole?: MemberRole }>,
): Promise<TestPerson & { readonly operatorId: string }> {
  const operator = await provider.caller.operator.create({ name: params.operator });
  const person = await memberOf(test, provider, operator.id, params.username, params.memberRole ?? "owner");
  return { ...person, operatorId: operator.id };
}

/** Invites somebody into an operator. */
export async function memberOf(
  test: TestApi,
  inviting: TestPerson,
  operatorId: string,
  username: string,
  memberRole: MemberRole,
): Promise<TestPerson> {
  const { url } = await inviting.caller.invitation.create({ kind: "member", operatorId, memberRole });
  await test.as(null).invitation.accept({
    token: tokenOf(url),
    account: { username, name: username },
    password: samplePassword,
  });
  return personNamed(test, username);
}

/** Somebody with an account, by user name, with present memberships. */
export async function personNamed(test: TestApi, username: string): Promise<TestPerson> {
  const user = (await test.store.users.list(system, {})).find((one) => one.username === username);
  const actor = user && (await test.store.users.actorOf(system, { userId: user.id }));
  if (!actor) throw new Error(`there is nobody named ${username} who may sign in`);
  return { actor, caller: test.as(actor), username };
}

/** The token of a link. */
export function tokenOf(url: string): string {
  return new URL(url).searchParams.get("token") ?? "";
}
