import { expect, type Page } from "@playwright/test";
import { openApi, type Api, type Cookie } from "./api.ts";
import { setupLink } from "./installation.ts";

/** Somebody with an account. */
export interface Person {
  readonly username: string;
  readonly name: string;
  readonly password: string;
  /** What this person can do without a browser, to set a scene. */
  readonly api: Api;
  /** Of a session of this person. */
  readonly cookies: () => Cookie[];
}

/** A password that is accepted. */
export const samplePassword = "correct horse battery staple";

const workerSecondsMax = 30;

/** Makes the provider's account by the printed link without a browser; waits for the worker, which has to run for that. */
export async function firstProvider(): Promise<Person> {
  const { api, cookies } = openApi();
  const person = { username: "paula", name: "Paula Provider", password: samplePassword, api, cookies };
  const { username, name, password } = person;
  const make = () => api.setup.run.mutate({ token: tokenOf(setupLink()), username, name, password });
  await expect(async () => void (await make())).toPass({ timeout: workerSecondsMax * 1000 });
  return person;
}

/** An owner of a community, invited by the provider without a browser. */
export async function member(
  provider: Person,
  operatorId: string,
  username: string,
  name = `${username} the member`,
): Promise<Person> {
  const { url } = await provider.api.invitation.create.mutate({ kind: "member", operatorId, memberRole: "owner" });
  return accept(url, username, name);
}

/** Another provider, invited without a browser. */
export async function colleague(provider: Person, username: string): Promise<Person> {
  return accept(
    (await provider.api.invitation.create.mutate({ kind: "provider" })).url,
    username,
    `${username} the provider`,
  );
}

async function accept(link: string, username: string, name: string): Promise<Person> {
  const { api, cookies } = openApi();
  const person = { username, name, password: samplePassword, api, cookies };
  await api.invitation.accept.mutate({ token: tokenOf(link), account: { username, name }, password: samplePassword });
  return person;
}

/** Fills in the form of a new account, on the page of a link. */
export async function fillAccount(page: Page, person: Pick<Person, "username" | "name" | "password">): Promise<void> {
  await page.getByLabel("User name").fill(person.username);
  await page.getByLabel("Name", { exact: true }).fill(person.name);
  await page.getByLabel("Password").fill(person.password);
}

/** Signs in on the page that is shown. */
export async function signIn(page: Page, { username, password }: Pick<Person, "username" | "password">): Promise<void> {
  await page.getByLabel("User name").fill(username);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** The token of a link. */
export function tokenOf(link: string): string {
  return new URL(link).searchParams.get("token") ?? "";
}
