import type { Page } from "@playwright/test";
import { createDeployment } from "./support/guided-path.ts";
import { freshInstallation, setupLink } from "./support/installation.ts";
import { heading } from "./support/pages.ts";
import { fillAccount, samplePassword } from "./support/people.ts";
import { agree, watchUntil } from "./support/runs.ts";
import { expect, test } from "./support/test.ts";
import { evaluate, withClone } from "./support/tree.ts";

freshInstallation();

/** The part of a deployment with this name. */
const openPart = (page: Page, name: string) =>
  page.getByRole("navigation", { name: "Parts of this deployment" }).getByRole("link", { name }).click();

const savedAndPlanned = async (page: Page) => {
  await page.getByRole("button", { name: "Save and see what will change" }).click();
  await expect(page.getByRole("heading", { name: "Agree and practise" })).toBeVisible();
};

test("from the printed link to a community that is live, changed, rolled back, and read by Nix", async ({ page }) => {
  test.setTimeout(240_000);
  const summary = page.getByRole("complementary", { name: "What will change" });
  const changes = page.getByRole("region", { name: "The changes" }).getByRole("listitem");

  await test.step("the printed link makes the first account", async () => {
    await page.goto(setupLink());
    await fillAccount(page, { username: "paula", name: "Paula Provider", password: samplePassword });
    await page.getByRole("button", { name: "Create the account and sign in" }).click();
    await expect(heading(page)).toHaveText("Fleet");
  });

  await test.step("a few questions lead to a draft of three applications", async () => {
    await page.getByRole("link", { name: "New deployment" }).first().click();
    await createDeployment(page, {
      applications: ["Talk: Mastodon", "Share pictures: Pixelfed", "Share videos: PeerTube"],
      domain: "choir.example",
      newCommunity: "City choir",
      title: "The choir online",
      activeUsers: 200,
      email: "people@choir.example",
    });
    await expect(page.getByText("Practice: nothing is installed")).toBeVisible();
  });

  await test.step("what is missing is named, and gone once it is filled in", async () => {
    await expect(summary).toContainText("User name is missing");
    await page.getByRole("textbox", { name: "User name" }).fill("conductor");
    await expect(summary).not.toContainText("is missing");
    await expect(summary).toContainText("It fits.");
  });

  await test.step("the plan says what is new, what is permanent and where it goes", async () => {
    await savedAndPlanned(page);
    await expect(changes.filter({ hasText: "is installed as" })).toHaveText([/Pixelfed/, /Mastodon/, /PeerTube/]);
    await expect(changes.filter({ hasText: "Handles end in choir.example" })).toContainText("cannot be undone");
    await expect(page.getByRole("heading", { name: "Where everything goes" })).toBeVisible();
  });

  await test.step("it is watched to its end, and is live", async () => {
    await agree(page, "The first try");
    await watchUntil(page, "Done");
    await expect(page.getByRole("heading", { name: "What now" })).toBeVisible();
    for (const host of ["social", "pictures", "videos"])
      await expect(page.getByRole("main")).toContainText(`https://${host}.choir.example/`);
    await openPart(page, "Configuration");
    await expect(page.getByText("Practised", { exact: true })).toBeVisible();
    await expect(page.getByText("settings differ from what was practised")).toBeVisible();
  });

  await test.step("one changed setting is the one change, beside the form and in the plan", async () => {
    await page.getByLabel("Minimum age").fill("18");
    await expect(summary).toContainText("0 new, 1 changed, 0 removed.");
    await expect(page.getByRole("main")).toContainText("Minimum age");
    await savedAndPlanned(page);
    await expect(changes).toHaveCount(1);
    await expect(changes).toContainText("Minimum age");
    await expect(changes.getByRole("deletion")).toHaveText("16");
    await expect(changes.getByRole("insertion")).toHaveText("18");
    await agree(page, "Grown-ups only");
    await watchUntil(page, "Done");
  });

  await test.step("going back to the earlier configuration undoes exactly that", async () => {
    await openPart(page, "Activity");
    await page.getByRole("button", { name: /^Go back to this/ }).click();
    await expect(page.getByRole("heading", { name: "Agree and practise" })).toBeVisible();
    await expect(changes).toHaveCount(1);
    await expect(changes.getByRole("insertion")).toHaveText("16");
    await agree(page, "It was a mistake");
    await watchUntil(page, "Done");
  });

  await test.step("history and backup settings are recorded", async () => {
    await openPart(page, "Activity");
    const history = page.getByRole("list", { name: "History" }).getByRole("listitem");
    for (const reason of ["The first try", "Grown-ups only", "It was a mistake"])
      await expect(history.filter({ hasText: reason })).toContainText("Paula Provider");
    await expect(history.filter({ hasText: "back to an earlier one" })).toContainText("practised last");
    await openPart(page, "Backups");
    await expect(page.getByRole("main")).toContainText("None was taken");
    await expect(page.getByRole("combobox", { name: "How often" })).toHaveValue("daily");
    await expect(page.getByRole("main")).toContainText("Every day, at 02:30 UTC");
  });

  await test.step("the resulting tree is cloned and evaluated", async () => {
    await withClone("choir", async (clone) => {
      expect(clone.commits).toHaveLength(3);
      const evaluated = await evaluate(clone);
      const description = evaluated.level === "not evaluated" ? evaluated.reason : evaluated.level;
      test.info().annotations.push({ type: "the clone", description });
      if (evaluated.level !== "not evaluated") expect(evaluated.machines).toHaveLength(3);
    });
  });
});
