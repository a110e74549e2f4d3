import type { Locator, Page } from "@playwright/test";

/** The heading of the page, which says where one is. */
export function heading(page: Page): Locator {
  return page.getByRole("heading", { level: 1 });
}

/** The refusal that a page shows as the answer to what was just done. Next's own announcer is an alert too, and empty. */
export function problem(page: Page): Locator {
  return page.getByRole("alert").filter({ hasText: /\S/ });
}

/** The row of a table that is named so. */
export function row(page: Page, name: string | RegExp): Locator {
  return page.getByRole("row").filter({ has: page.getByRole("rowheader", { name }) });
}
