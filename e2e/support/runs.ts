import type { Page } from "@playwright/test";
import { expect } from "./test.ts";

/** The longest that a run of practice may take here, evaluation by a real Nix included. */
const runMilliseconds = 120_000;

/** What the button says that starts a run. */
type Agreement = "Practise this: nothing is installed" | "Install this" | "Install this again" | "Update what is live";

/** Ticks every warning of the plan that is shown, and starts the run. */
export async function agree(
  page: Page,
  reason: string,
  submit: Agreement = "Practise this: nothing is installed",
): Promise<void> {
  await expect(page.getByRole("heading", { name: /^Agree and (practise|install)$/ })).toBeVisible();
  for (const warning of await page
    .getByRole("group", { name: "Please read and tick each" })
    .getByRole("checkbox")
    .all())
    await warning.check();
  await page.getByLabel("Why (for the history)").fill(reason);
  await page.getByRole("button", { name: submit }).click();
  await expect(page.getByRole("list", { name: "Steps" })).toBeVisible();
}

/** Waits on the page of a run until it is over. */
export async function watchUntil(page: Page, state: "Done" | "Failed" | "Gone back" | "Stopped"): Promise<void> {
  const status = page.getByRole("region", { name: "Steps" }).getByRole("status");
  await expect(status).toHaveText(/^(Done|Failed|Gone back|Stopped|Did not start)$/, { timeout: runMilliseconds });
  await expect(status).toHaveText(state);
}
