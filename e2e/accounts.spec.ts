import type { Page } from "@playwright/test";
import { allot } from "./support/allot.ts";
import { freshInstallation } from "./support/installation.ts";
import { tabTo } from "./support/keyboard.ts";
import { heading, problem, row } from "./support/pages.ts";
import { fillAccount, firstProvider, member, samplePassword, signIn, type Person } from "./support/people.ts";
import { expect, test } from "./support/test.ts";

let provider: Person;

freshInstallation(async () => {
  provider = await firstProvider();
});

/** A community with one owner, whose user name is also the beginning of its name. */
async function community(username: string): Promise<Person> {
  const { id } = await provider.api.operator.create.mutate({ name: `${username}'s choir` });
  return member(provider, id, username);
}

/** The link that a page shows once. */
async function shownLink(page: Page, label: string): Promise<string> {
  await expect(page.getByRole("status")).toContainText("shown only now");
  return page.getByLabel(label).inputValue();
}

test("a wrong password is refused, and the right one opens the page that was asked for", async ({ page }) => {
  await page.goto("/catalogue");
  await expect(heading(page)).toHaveText("Sign in");
  await signIn(page, { ...provider, password: "not the password" });
  await expect(problem(page)).toContainText("User name and password do not belong together");
  await expect(problem(page)).toContainText("ask your provider for a link");
  await signIn(page, provider);
  await expect(page).toHaveURL(/\/catalogue$/);
});

test("who guesses a password waits longer and longer, and the account stays open to its owner", async ({ page }) => {
  const carla = await community("carla");
  await page.goto("/sign-in");
  for (let attempt = 0; attempt < 12; attempt += 1) {
    const answered = page.waitForResponse((response) => response.request().method() === "POST");
    await signIn(page, { username: "carla", password: `guess ${attempt}` });
    await answered;
    await expect(page.getByLabel("Password")).toHaveValue("");
    await expect(problem(page)).toContainText("User name and password do not belong together");
  }
  await signIn(page, carla);
  await expect(heading(page)).toHaveText("Deployments");
});

test("an operator is invited by a link, once, and sees nothing that is the provider's", async ({ openAs }) => {
  const page = await openAs(provider);
  await page.goto("/operators");
  await page.getByLabel("Name of the organisation").fill("City choir");
  await page.getByRole("button", { name: "Make the operator and a link" }).click();
  const link = await shownLink(page, "Invitation link");

  const invited = await openAs(null);
  await invited.goto(link);
  await expect(heading(invited)).toHaveText("Join City choir");
  await fillAccount(invited, { username: "nora", name: "Nora Novak", password: samplePassword });
  await invited.getByRole("button", { name: "Create the account and sign in" }).click();
  await expect(heading(invited)).toHaveText("Deployments");
  const sections = invited.getByRole("navigation", { name: "Main" }).getByRole("link");
  await expect(sections).toHaveText(["Deployments", "Catalogue"]);
  for (const address of ["/fleet", "/environments", "/operators"]) {
    await invited.goto(address);
    await expect(heading(invited)).toHaveText("Deployments");
  }

  const late = await openAs(null);
  await late.goto(link);
  await expect(heading(late)).toHaveText("This link does not open anything");
  await expect(late.getByRole("link", { name: "Sign in" })).toBeVisible();
});

test("another community's deployment is not there at all", async ({ openAs, watched }) => {
  const [ina, jan] = [await community("ina"), await community("jan")];
  const [operator] = (await ina.api.session.get.query())?.operators ?? [];
  const [environment] = await ina.api.environment.list.query({});
  await ina.api.deployment.create.mutate({
    operatorId: operator?.id ?? "",
    environmentId: environment?.id ?? "",
    slug: "inas-secret",
    title: "Ina's secret",
  });
  watched.allow(/404/);
  const page = await openAs(jan);
  await page.goto("/deployments");
  await expect(page.getByText("Nothing is set up yet")).toBeVisible();
  for (const part of ["", "/plan", "/activity", "/backups"]) {
    const answer = await page.goto(`/deployments/inas-secret${part}`);
    expect(answer?.status()).toBe(404);
    await expect(page.getByText("Ina")).toHaveCount(0);
  }
  await expect(page.getByRole("link", { name: "All deployments" })).toBeVisible();
});

test("a disabled account is out at once and is told so, until it is enabled again", async ({ openAs }) => {
  const dora = await community("dora");
  const doras = await openAs(dora);
  await doras.goto("/deployments");
  const page = await openAs(provider);
  await page.goto("/operators");
  await page.getByRole("link", { name: "dora's choir" }).click();
  await row(page, /dora/).getByRole("button", { name: "Disable the account" }).click();
  await expect(row(page, /dora/)).toContainText("Disabled");
  await doras.goto("/deployments");
  await expect(heading(doras)).toHaveText("Sign in");
  await signIn(doras, dora);
  await expect(problem(doras)).toContainText("This account is disabled");
  await row(page, /dora/).getByRole("button", { name: "Enable the account" }).click();
  await expect(row(page, /dora/)).toContainText("Active");
  await signIn(doras, dora);
  await expect(heading(doras)).toHaveText("Deployments");
});

test("a lost password is replaced by a link from the server's command line", async ({ openAs }) => {
  const rosa = await community("rosa");
  const signedInElsewhere = await openAs(rosa);
  const printed = await allot("account", "reset-password", "rosa");
  const link = /^https?:\S+$/m.exec(printed)?.[0] ?? "no link was printed";
  const page = await openAs(null);
  await page.goto(link);
  await expect(heading(page)).toHaveText("Choose a new password");
  await page.getByLabel("Password").fill("an entirely new password");
  await page.getByRole("button", { name: "Set the password and sign in" }).click();
  await expect(heading(page)).toHaveText("Deployments");
  await signedInElsewhere.goto("/deployments");
  await expect(heading(signedInElsewhere)).toHaveText("Sign in");
  await signIn(signedInElsewhere, rosa);
  await expect(problem(signedInElsewhere)).toContainText("do not belong together");
});

test("pages can be read and gone through, and forms sent, where scripts are switched off", async ({
  openAs,
  watched,
}) => {
  // Scripts for browsers without modules carry no nonce; without scripts, the browser mentions that it did not fetch them.
  watched.allow(/\.js csp$/);
  const page = await openAs(null, { javaScriptEnabled: false });
  await page.goto("/sign-in");
  await signIn(page, { ...provider, password: "not the password" });
  await expect(problem(page)).toContainText("do not belong together");
  await signIn(page, provider);
  const navigation = page.getByRole("navigation", { name: "Main" });
  for (const section of ["Deployments", "Catalogue", "Environments", "Operators", "Fleet"]) {
    await navigation.getByRole("link", { name: section }).click();
    await expect(heading(page)).toBeVisible();
  }
  await navigation.getByRole("link", { name: "Catalogue" }).click();
  await page.getByRole("link", { name: "Mastodon" }).first().click();
  await expect(heading(page)).toHaveText("Mastodon");
});

test("one can sign in and reach everything by keyboard alone", async ({ page }) => {
  await page.goto("/sign-in");
  await tabTo(page, page.getByRole("link", { name: "Skip to the content" }));
  await tabTo(page, page.getByLabel("User name"));
  await page.keyboard.type(provider.username);
  await tabTo(page, page.getByLabel("Password"));
  await page.keyboard.type(provider.password);
  await page.keyboard.press("Enter");
  await expect(heading(page)).toHaveText("Fleet");
  await tabTo(page, page.getByRole("link", { name: "Catalogue" }).first());
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/catalogue$/);
});
