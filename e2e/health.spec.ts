import { helloDraft, install, preparePractice, type Scene } from "./support/deployments.ts";
import { freshInstallation } from "./support/installation.ts";
import { heading } from "./support/pages.ts";
import { firstProvider, type Person } from "./support/people.ts";
import { watchUntil } from "./support/runs.ts";
import { seedHistory } from "./support/seed-history.ts";
import { expect, test } from "./support/test.ts";

let provider: Person;
let choir: Scene;

freshInstallation(async () => {
  provider = await firstProvider();
  await preparePractice(provider, 0);
  choir = await helloDraft(provider, { slug: "choir", instances: { social: {} } });
  await install(provider, choir);
  const { applications, machines } = (await provider.api.health.get.query(choir)) ?? {};
  const machine = machines?.[0]?.machine ?? "";
  const instance = applications?.[0]?.instance ?? "";
  await seedHistory({ deploymentId: choir.deploymentId, instance, machine, seed: 20_261_121 });
});

test("the page says in one sentence what needs a hand, and whose turn it is", async ({ openAs }) => {
  const page = await openAs(provider);
  await page.goto("/deployments/choir/health");
  await expect(heading(page)).toHaveText("choir");
  await expect(page.getByRole("region", { name: "What needs a hand" })).toContainText("Your turn, as the provider.");
  const jobs = page.getByRole("row").filter({ hasText: "Background jobs" });
  await expect(jobs).toContainText("does not work");
  await expect(jobs).toContainText("the oldest job is 2 h old");
  await expect(page.getByRole("row").filter({ hasText: "Site" })).toContainText("works");
});

test("figures are drawn over a day, a week and a year, and are there as tables, without scripts", async ({
  openAs,
  watched,
}) => {
  // Without scripts the browser says that it loaded none.
  watched.allow(/_next\/static.* csp$/);
  const page = await openAs(provider, { javaScriptEnabled: false });
  await page.goto("/deployments/choir/health");
  const users = page.getByRole("figure").filter({ hasText: "Accounts (social)" });
  await expect(users.getByRole("img", { name: "Accounts (social)" })).toBeVisible();
  // The night in which nobody looked is a gap: two lines, and no row of its own.
  await expect(users.locator("path.c-chart__line")).toHaveCount(2);
  await users.getByText("The same as a table").click();
  const rows = await users.getByRole("row").count();
  expect(rows).toBeGreaterThan(20);
  // A week of six hours each, begun and ended within one, and the heading.
  expect(rows).toBeLessThanOrEqual(30);
  await page.getByRole("navigation", { name: "How far back" }).getByRole("link", { name: "year" }).click();
  await expect(users.locator("path.c-chart__line")).toHaveCount(1);
  await expect(users).toContainText(/least 2\d\d · most 1,(2|3)\d\d/);
});

test("before anything is live the page says what will be here", async ({ openAs }) => {
  await helloDraft(provider, { slug: "idea" });
  const page = await openAs(provider);
  await page.goto("/deployments/idea/health");
  await expect(page.getByRole("heading", { name: "Nothing to look at" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Look now" })).toHaveCount(0);
});

// The last one: what was seen is about the version that this replaces.
test("a machine that runs something else says why, and leads to a plan that puts it right", async ({ openAs }) => {
  const page = await openAs(provider);
  await page.goto("/deployments/choir/health");
  const machine = page.getByRole("region", { name: "Machines" });
  await expect(machine).toContainText("Number 3; installed was number 2");
  await expect(machine).toContainText("failed: mastodon-sidekiq.service");
  await machine.getByRole("button", { name: "Install again what was chosen" }).click();
  await expect(page.getByRole("heading", { name: /^Agree and/ })).toBeVisible();
  await page.getByRole("button", { name: "Practise this again" }).click();
  await watchUntil(page, "Done");
  // What was seen of the version before counts no more.
  await page.goto("/deployments/choir/health");
  await expect(page.getByRole("region", { name: "What needs a hand" })).toHaveCount(0);
});
