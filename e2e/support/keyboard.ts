import { expect, type Locator, type Page } from "@playwright/test";

/** More stops than any page has before its main button. */
const stopsMax = 120;

/** Goes to an element as somebody without a mouse does. @throws Error where the keyboard does not lead there */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let stop = 0; stop < stopsMax; stop += 1) {
    await page.keyboard.press("Tab");
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`The keyboard does not lead to ${String(target)}.`);
}
