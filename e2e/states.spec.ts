import type { Page } from "@playwright/test";
import { helloDraft, install, preparePractice } from "./support/deployments.ts";
import { freshInstallation } from "./support/installation.ts";
import { heading, problem } from "./support/pages.ts";
import { firstProvider, type Person } from "./support/people.ts";
import { watchUntil } from "./support/runs.ts";
import { expect, test } from "./support/test.ts";

let provider: Person;

freshInstallation(async () => {
  provider = await firstProvider();
  await preparePractice(provider, 50);
});

/** A community that is live, for practice. */
async function live(slug: string): Promise<void> {
  await install(provider, await helloDraft(provider, { slug, title: `The ${slug}` }));
}

/** From the configuration to the page on which a community is paused or removed. */
async function openStates(page: Page, slug: string): Promise<void> {
  await page.goto(`/deployments/${slug}`);
  await page.getByText("Settings of this deployment").click();
  await page.getByRole("link", { name: "Pause or remove this deployment" }).click();
}

test("a community is paused with all of it said before, and goes on from any of its pages", async ({ openAs }) => {
  await live("pausing");
  const page = await openAs(provider);
  await openStates(page, "pausing");
  await expect(page.getByRole("region", { name: "Pause it for a while" })).toContainText("told to come back later");
  await page.getByRole("link", { name: "See what pausing changes" }).click();
  await expect(page.getByRole("region", { name: "What stays" })).toContainText("posts, media, accounts");
  await page.getByRole("button", { name: "Practise the pause" }).click();
  await watchUntil(page, "Done");
  await expect(page.getByText("Pausing was practised").first()).toBeVisible();

  await page.goto("/deployments");
  await expect(page.getByRole("listitem").filter({ hasText: "The pausing" })).toContainText("Pause practised");
  await page.goto("/deployments/pausing/backups");
  await page.getByRole("button", { name: "Resume" }).click();
  await watchUntil(page, "Done");
  await page.goto("/deployments/pausing");
  await expect(page.getByRole("button", { name: "Resume" })).toHaveCount(0);
});

test("a removal asks for the name and for a word on the last backup, and is taken back with one click", async ({
  openAs,
}) => {
  await live("staying");
  const page = await openAs(provider);
  await openStates(page, "staying");
  await page.getByRole("link", { name: "Go on to the removal" }).click();
  await expect(page.getByText("What would be erased on machine").first()).toBeVisible();
  await page.getByRole("radio", { name: /Take none/ }).check();
  await page.getByLabel("Why no backup is taken").fill("It was only for practice.");
  await page.getByLabel(/^How long it can still be kept/).selectOption("7");
  await page.getByLabel("Type “staying” to agree").fill("something else");
  await page.getByRole("button", { name: "Practise removing The staying" }).click();
  await expect(problem(page)).toBeVisible();
  // What was typed is still there.
  await expect(page.getByLabel("Why no backup is taken")).toHaveValue("It was only for practice.");
  await page.getByLabel("Type “staying” to agree").fill("staying");
  await page.getByRole("button", { name: "Practise removing The staying" }).click();
  await expect(page.getByText(/The practised removal ends on/)).toBeVisible();
  await expect(page.getByText("“It was only for practice.”")).toBeVisible();

  await page.goto("/deployments/staying/activity");
  await expect(page.getByText(/unless somebody keeps it/)).toBeVisible();
  await page.getByRole("button", { name: "Keep it" }).click();
  await expect(page.getByText(/The practised removal ends on/)).toHaveCount(0);
  await page.goto("/deployments/staying/activity");
  const history = page.getByRole("list", { name: "History" });
  await expect(history).toContainText("Removal asked for");
  await expect(history).toContainText("Removal taken back");
});

test("what is erased at once leaves a record of what was there, and nothing else", async ({ openAs }) => {
  await live("leaving");
  const page = await openAs(provider);
  await page.goto("/deployments/leaving/state?act=remove");
  await page.getByRole("radio", { name: /Take none/ }).check();
  await page.getByLabel("Why no backup is taken").fill("Everything was moved to another host.");
  await page.getByLabel("Type “leaving” to agree").fill("leaving");
  await page.getByRole("button", { name: "Practise removing The leaving" }).click();
  await page.getByText("End the practice now, without waiting").click();
  await page.getByLabel("Type “leaving” to agree").fill("leaving");
  await page.getByRole("button", { name: "Practise erasing now" }).click();
  await expect(page.getByText(/The practised removal (ends in a moment|has begun)/)).toBeVisible();
  await expect(page.getByText(/left to keep it/)).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Practise erasing now" })).toHaveCount(0);
  // The page follows by itself.
  await expect(page.getByRole("heading", { name: "Record of the practised removal" })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole("main")).toContainText("Everything was moved to another host.");
  await expect(page.getByRole("main")).toContainText("This was practice");
  await expect(page.getByRole("main")).toContainText("For real, this would be erased on machine");
  await expect(page.getByText(/^Erased on machine/)).toHaveCount(0);
  await page.goto("/deployments");
  const removed = page.getByRole("region", { name: "Removed" });
  await expect(removed.getByRole("link", { name: "The leaving" })).toHaveAttribute(
    "href",
    "/deployments/leaving/state",
  );
  await expect(page.getByText("The leaving")).toHaveCount(1);
});

test("a draft that was never installed is removed at once", async ({ openAs }) => {
  await helloDraft(provider, { slug: "idea", title: "The idea" });
  const page = await openAs(provider);
  await openStates(page, "idea");
  await page.getByLabel("Type “idea” to agree").fill("idea");
  await page.getByRole("button", { name: "Remove this draft" }).click();
  await expect(heading(page)).toHaveText("The idea");
  await expect(page.getByText("It was never installed")).toBeVisible();
});
