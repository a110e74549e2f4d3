import { helloDraft, install } from "./support/deployments.ts";
import { freshInstallation } from "./support/installation.ts";
import { heading } from "./support/pages.ts";
import { firstProvider, type Person } from "./support/people.ts";
import { expect, test } from "./support/test.ts";

let provider: Person;

freshInstallation(async () => {
  provider = await firstProvider();
});

test("an environment is changed in its form, and the YAML says the same", async ({ openAs }) => {
  const page = await openAs(provider);
  await page.goto("/environments/practice");
  await page.getByRole("link", { name: "Edit as a form" }).click();
  await page.getByLabel("Description").fill("For a first try, on machines that nobody bought.");
  await page.getByRole("navigation", { name: "How to edit" }).getByRole("link", { name: "YAML" }).click();
  await expect(page.getByLabel("Environment as YAML")).toHaveValue(/on machines that nobody bought/);
  await page.getByLabel("Why").fill("Said more clearly");
  await page.getByRole("button", { name: "Save as a new revision" }).click();
  await expect(heading(page)).toHaveText("Practice");
  await expect(page.getByRole("main")).toContainText("For a first try, on machines that nobody bought.");
  await expect(page.getByRole("list", { name: "History" }).getByRole("listitem").first()).toContainText(
    "Said more clearly",
  );
});

test("YAML that cannot be read is refused with line and column, and nothing that was typed is lost", async ({
  openAs,
}) => {
  const page = await openAs(provider);
  await page.goto("/environments/practice/edit?as=yaml");
  const field = page.getByLabel("Environment as YAML");
  const text = await field.inputValue();
  const broken = text.replace("policy:", "policy: {");
  await field.fill(broken);
  await expect(page.getByText(/Line \d+, column \d+: this is not YAML/).first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Save as a new revision" })).toHaveAccessibleDescription(
    /Put the mistakes right first/,
  );
  await expect(field).toHaveValue(broken);
  await field.fill(text);
  await expect(page.getByText("This can be saved.")).toBeVisible();
});

test("capacity 0 is named with its machine and field", async ({ openAs }) => {
  const page = await openAs(provider);
  await page.goto("/environments/practice/edit?as=yaml");
  const field = page.getByLabel("Environment as YAML");
  await field.fill((await field.inputValue()).replace(/diskGiB: 320/, "diskGiB: 0"));
  const mistakes = page.getByRole("main").getByRole("listitem").filter({ hasText: "diskGiB" });
  await expect(mistakes).toContainText("amber");
  await expect(mistakes).toContainText("too small");
});

test("of two providers the second is told that the environment was saved meanwhile", async ({ openAs }) => {
  const page = await openAs(provider);
  await page.goto("/environments/practice/edit");
  const { id, revisionId, document } = await provider.api.environment.get.query({ slug: "practice" });
  await provider.api.environment.set.mutate({
    environmentId: id,
    basedOnRevisionId: revisionId,
    source: { document: { ...document, description: "Saved by somebody else." } },
  });
  await page.getByLabel("Description").fill("Saved too late.");
  await page.getByRole("button", { name: "Save as a new revision" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "meanwhile" })).toBeVisible();
  await expect(page.getByText("Saved by somebody else.")).toBeVisible();
  await expect(page.getByLabel("Description")).toHaveValue("Saved too late.");
});

test("a deployment for which no machine is left is told so, with what can be done", async ({ openAs }) => {
  await provider.api.operator.create.mutate({ name: "City choir" });
  await install(provider, await helloDraft(provider, { slug: "early", instances: { one: {}, two: {}, three: {} } }));
  await helloDraft(provider, { slug: "late" });
  const page = await openAs(provider);
  await page.goto("/deployments/late");
  await expect(page.getByRole("complementary")).toContainText("There is no machine for");
  await page.getByRole("button", { name: "Save and see what will change" }).click();
  await expect(page.getByText("This is in the way")).toBeVisible();
  await expect(page.getByRole("main")).toContainText("already in use by others");
  await expect(page.getByRole("link", { name: "Go to the configuration" })).toBeVisible();
});
