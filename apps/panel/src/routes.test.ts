import { readdirSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const app = path.join(import.meta.dirname, "app");

/** Addresses of all pages, as Next makes them of the folders. */
function pages(): readonly string[] {
  return readdirSync(app, { recursive: true, encoding: "utf8" })
    .filter((file) => /(?:^|\/)page\.tsx$/.test(file))
    .map((file) => `/${path.dirname(file).replace(/^\.$/, "")}`)
    .toSorted();
}

test("addresses of pages do not change unnoticed: people keep them, and links lead to them", () => {
  expect(pages()).toMatchInlineSnapshot(`
    [
      "/",
      "/account",
      "/catalogue",
      "/catalogue/[application]",
      "/catalogue/compare",
      "/claim/[token]",
      "/contact/[id]",
      "/deployments",
      "/deployments/[slug]",
      "/deployments/[slug]/activity",
      "/deployments/[slug]/activity/[run]",
      "/deployments/[slug]/backups",
      "/deployments/[slug]/domains",
      "/deployments/[slug]/health",
      "/deployments/[slug]/incidents/[incident]",
      "/deployments/[slug]/plan",
      "/deployments/[slug]/plan/file",
      "/deployments/[slug]/secrets",
      "/deployments/[slug]/state",
      "/deployments/new",
      "/environments",
      "/environments/[slug]",
      "/environments/[slug]/edit",
      "/first-day",
      "/fleet",
      "/invitation",
      "/machines/new",
      "/notifications",
      "/operators",
      "/operators/[id]",
      "/setup",
      "/sign-in",
      "/tests/[errand]",
    ]
  `);
});
