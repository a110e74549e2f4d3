import path from "node:path";
import type { Locator, Page } from "@playwright/test";
import { root } from "../../scripts/lib/root.mjs";
import { createDraftOfThree, install, type Scene } from "../support/deployments.ts";
import { freshInstallation } from "../support/installation.ts";
import { firstProvider, member, type Person } from "../support/people.ts";
import { expect, test } from "../support/test.ts";

const widthPixels = 1440;

let provider: Person;
let nora: Person;
let scene: Scene;

freshInstallation(async () => {
  provider = await firstProvider();
  const { id } = await provider.api.operator.create.mutate({ name: "City choir" });
  nora = await member(provider, id, "nora", "Nora Novak");
  await provider.api.operator.create.mutate({ name: "The Daily News" });
  scene = await createDraftOfThree(nora, "choir", "The choir online");
});

/** What is in the picture: so many pixels of the page, from the top or from an element on. */
async function picture(page: Page, name: string, heightPixels: number, from?: Locator): Promise<void> {
  await page.setViewportSize({ width: widthPixels, height: heightPixels });
  await (from ?? page.getByRole("banner")).evaluate((element) => element.scrollIntoView({ block: "start" }));
  const file = path.join(root, "docs/pictures", `${name}.png`);
  await page.screenshot({ path: file, animations: "disabled", caret: "hide" });
}

test("catalogue", async ({ openAs }) => {
  const page = await openAs(nora);
  await page.goto("/catalogue");
  await expect(page.getByRole("link", { name: "PeerTube" }).first()).toBeVisible();
  await picture(page, "catalogue", 900);
});

test("plan", async ({ openAs }) => {
  const page = await openAs(nora);
  await page.goto("/deployments/choir/plan");
  await expect(page.getByRole("heading", { name: "In short" })).toBeVisible();
  await picture(page, "plan", 1200);
});

test("run", async ({ openAs }) => {
  const runId = await install(nora, scene);
  const page = await openAs(nora);
  await page.goto(`/deployments/choir/activity/${runId}`);
  await expect(page.getByRole("list", { name: "Steps" })).toBeVisible();
  await picture(page, "run", 1100);
});

test("options", async ({ openAs }) => {
  const page = await openAs(nora);
  await page.goto("/deployments/choir");
  await page.getByRole("textbox", { name: "Minimum age" }).fill("18");
  await expect(page.getByRole("complementary")).toContainText("0 new, 1 changed, 0 removed.");
  await expect(page.getByText("Draft saved just now.")).toBeVisible();
  await picture(page, "options", 1000, page.getByRole("navigation", { name: "Parts of this deployment" }));
});

test("environment", async ({ openAs }) => {
  const page = await openAs(provider);
  await page.goto("/environments/practice");
  await expect(page.getByRole("heading", { level: 1, name: "Practice" })).toBeVisible();
  await picture(page, "environment", 1000);
});
