import { expect, test as base, type BrowserContext, type BrowserContextOptions, type Page } from "@playwright/test";
import { addressIfStarted, installation } from "./installation.ts";
import type { Person } from "./people.ts";
import { watch, type Watch } from "./watch.ts";

/** What tests get beside Playwright's own. */
interface Fixtures {
  /** Everything the browsers of the test complain about; what was not announced by `allow` fails the test. */
  readonly watched: Watch;
  /** A page in a browser of its own; with a person, one where that person is signed in. */
  readonly openAs: (person: Person | null, options?: BrowserContextOptions) => Promise<Page>;
}

/** Playwright's test with an installation behind it: addresses are those of the panel, and browsers are watched. */
export const test = base.extend<Fixtures>({
  baseURL: async ({}, use) => use(addressIfStarted()),
  watched: async ({}, use) => {
    const watched = watch(installation().address);
    await use(watched);
    expect(watched.complaints(), "what the browsers complained about").toEqual([]);
  },
  context: async ({ context, watched }, use) => {
    watched.follow(context);
    await use(context);
  },
  openAs: async ({ browser, watched }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (person, options = {}) => {
      const context = await browser.newContext({ baseURL: installation().address, ...options });
      contexts.push(context);
      watched.follow(context);
      if (person !== null) await context.addCookies(person.cookies());
      return await context.newPage();
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
});

export { expect };
