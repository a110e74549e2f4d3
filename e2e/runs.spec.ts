import { helloDraft, preparePractice, saveAndPlan, startRun, type Scene } from "./support/deployments.ts";
import { crashWorker, freshInstallation, startAgain } from "./support/installation.ts";
import { firstProvider, type Person } from "./support/people.ts";
import { agree, watchUntil } from "./support/runs.ts";
import { expect, test } from "./support/test.ts";

let provider: Person;

freshInstallation(async () => {
  provider = await firstProvider();
  await preparePractice(provider, 200);
});

/** The page of a run that has just been started. */
async function started(scene: Scene): Promise<string> {
  return `/deployments/${scene.slug}/activity/${await startRun(provider, await saveAndPlan(provider, scene))}`;
}

test("a failed step says what happened, what is unharmed, whose turn it is; put right, it goes through", async ({
  openAs,
}) => {
  const scene = await helloDraft(provider, { slug: "unlucky", instances: { hello: {}, "fail-at-building": {} } });
  const page = await openAs(provider);
  await page.goto(await started(scene));
  await watchUntil(page, "Failed");
  const failure = page.getByRole("region", { name: "What happened" });
  await expect(failure).toContainText("this step fails because a name asks for it");
  await expect(failure).toContainText("It is your turn, as the provider");
  await expect(failure).toContainText("Unharmed: posts, media and accounts");
  await expect(failure).toContainText("Error: practised-failure");
  await expect(page.getByRole("list", { name: "Steps" }).getByText("failed")).toHaveCount(1);

  await failure.getByRole("link", { name: "Change the configuration" }).click();
  await page.getByRole("link", { name: /fail-at-building/ }).click();
  await page.getByText("Remove this application").click();
  await page.getByRole("button", { name: "Take “fail-at-building” out of the draft" }).click();
  await expect(page.getByRole("link", { name: /fail-at-building/ })).toHaveCount(0);
  await page.getByRole("button", { name: "Save and see what will change" }).click();
  await agree(page, "Without the unlucky one");
  await watchUntil(page, "Done");
});

test("“Try again” leads to a new run of the same", async ({ openAs }) => {
  const scene = await helloDraft(provider, { slug: "again", instances: { "fail-at-copying": {} } });
  const page = await openAs(provider);
  const first = await started(scene);
  await page.goto(first);
  await watchUntil(page, "Failed");
  await page.getByRole("button", { name: "Try again" }).click();
  await agree(page, "Once more");
  expect(page.url()).not.toContain(first);
  await watchUntil(page, "Failed");
});

test("what fails for a moment is tried again by itself", async ({ openAs }) => {
  const scene = await helloDraft(provider, { slug: "moment", instances: { "fail-once-at-copying": {} } });
  const page = await openAs(provider);
  await page.goto(await started(scene));
  await watchUntil(page, "Done");
  await expect(page.getByRole("list", { name: "Steps" }).getByText("failed")).toHaveCount(0);
});

test("a run can be stopped, and says that no machine was touched", async ({ openAs }) => {
  const scene = await helloDraft(provider, { slug: "stopped", instances: { "slow-at-building": {} } });
  const page = await openAs(provider);
  await page.goto(await started(scene));
  await page.getByRole("button", { name: "Stop it" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Stop it" }).click();
  await watchUntil(page, "Stopped");
  await expect(page.getByText("No machine was touched")).toBeVisible();
});

test("a run that is left and come back to shows every step, in another browser too", async ({ openAs }) => {
  const scene = await helloDraft(provider, { slug: "left", instances: { "slow-at-copying": {} } });
  const address = await started(scene);
  const page = await openAs(provider);
  await page.goto(address);
  const copying = page.getByRole("listitem").filter({ hasText: "Copy the systems" });
  await expect(copying).toContainText("under way");
  await page.goto("/catalogue");
  const elsewhere = await openAs(provider);
  await elsewhere.goto(address);
  await expect(elsewhere.getByText("Updated as it happens")).toBeVisible();
  await page.goBack();
  await Promise.all([watchUntil(page, "Done"), watchUntil(elsewhere, "Done")]);
  for (const one of [page, elsewhere])
    await expect(one.getByRole("list", { name: "Steps" }).getByText("done", { exact: true })).toHaveCount(9);
});

test("where the stream is cut, the page says so, and goes on once it is back", async ({ openAs, watched }) => {
  watched.allow(/ERR_FAILED|run\.events/);
  const scene = await helloDraft(provider, { slug: "cut", instances: { "slow-at-building": {} } });
  const page = await openAs(provider);
  await page.route("**/api/trpc/run.events*", (route) => route.abort());
  await page.goto(await started(scene));
  await expect(page.getByText("Connection lost")).toBeVisible();
  await page.unroute("**/api/trpc/run.events*");
  await expect(page.getByText("Updated as it happens")).toBeVisible();
  await watchUntil(page, "Done");
});

test("a worker that is killed in the middle is followed by one that brings the run to its end", async ({
  openAs,
  watched,
}) => {
  test.skip(process.platform !== "linux", "the worker is found by /proc");
  watched.allow(/ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE/);
  const scene = await helloDraft(provider, { slug: "killed", instances: { "slow-at-activating": {} } });
  const page = await openAs(provider);
  await page.goto(await started(scene));
  await expect(page.getByRole("listitem").filter({ hasText: "Switch the machines" })).toContainText("under way");
  await crashWorker();
  await expect(page.getByText("Connection lost")).toBeVisible();
  await startAgain();
  await watchUntil(page, "Done");
});
