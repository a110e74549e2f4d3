import type { Page } from "@playwright/test";
import { expect } from "./test.ts";
import { heading } from "./pages.ts";

/** What somebody answers on the way to a new deployment. */
export interface Answers {
  /** As they stand on the cards, such as `Talk: Mastodon`. */
  readonly applications: readonly string[];
  readonly domain: string;
  /** The community that is created on the way; null where the person belongs to one already. */
  readonly newCommunity: string | null;
  readonly title: string;
  readonly activeUsers: number;
  readonly email: string;
  /** The community that it belongs to, for somebody who may choose among several. */
  readonly community?: string;
  /** Where it runs; Practice unless given. */
  readonly place?: string;
}

/** Goes from the first question to the draft's forms; addresses and short names are those that are suggested. */
export async function createDeployment(page: Page, answers: Answers): Promise<void> {
  const next = () => page.getByRole("button", { name: "Continue" }).click();
  await expect(heading(page)).toHaveText("What should your community be able to do?");
  for (const application of answers.applications) await page.getByRole("checkbox", { name: application }).check();
  await next();
  await expect(heading(page)).toHaveText("Which domain does your community own?");
  await page.getByRole("textbox").fill(answers.domain);
  await next();
  await expect(heading(page)).toHaveText("Your addresses");
  await next();
  await expect(heading(page)).toHaveText("Where should it run?");
  if (answers.newCommunity !== null) {
    await page.getByLabel("Name of the community").fill(answers.newCommunity);
    await page.getByRole("button", { name: "Create the community" }).click();
  }
  if (answers.community !== undefined) {
    await page.getByLabel("For which community?").selectOption({ label: answers.community });
    await page.getByRole("button", { name: "Show where it can run" }).click();
  }
  await page.getByRole("radio", { name: answers.place ?? "Practice" }).check();
  await next();
  await expect(heading(page)).toHaveText("Name and size");
  await page.getByLabel("Name", { exact: true }).fill(answers.title);
  await page.getByLabel("Expected active users").fill(String(answers.activeUsers));
  await page.getByLabel("Contact e-mail").fill(answers.email);
  await page.getByRole("button", { name: "Create the draft" }).click();
  await expect(heading(page)).toHaveText(answers.title);
}
