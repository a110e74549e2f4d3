import type { Page } from "@playwright/test";
import { hostsProblem, startHosts, type TestHost, type TestHosts } from "./hosts/index.ts";
import { signInToSnac } from "./hosts/snac-client.ts";
import { createDeployment } from "./support/guided-path.ts";
import { crashWorker, freshInstallation, startAgain } from "./support/installation.ts";
import { heading } from "./support/pages.ts";
import { firstProvider, member, type Person } from "./support/people.ts";
import { claimedAccount, copied, declareMachine, keepAsking, refuseTitle, siteOn } from "./support/real-machines.ts";
import { agree, watchUntil } from "./support/runs.ts";
import { expect, test } from "./support/test.ts";

const problem = await hostsProblem();
test.skip(problem !== null, problem ?? "");
test.describe.configure({ mode: "serial" });

let hosts: TestHosts;
let provider: Person;
let nora: Person;
let milan: Person;

freshInstallation(async () => {
  hosts = await startHosts({ set: "browser", names: ["oak", "elm", "fir"] });
  provider = await firstProvider();
  nora = await newOwner("City choir", "nora");
  milan = await newOwner("Rowing club", "milan");
});
test.afterAll(() => hosts?.remove());

const place = "Our machines";
const talk = "social.choir.example";
const page = "hello.choir.example";
/** Where snac says its name. */
const about = "/api/v1/instance";
const clubTalk = "social.club.example";

test("the first day leads to machines whose keys were compared, and that were tested", async ({ openAs }) => {
  const browser = await openAs(provider);
  await browser.goto("/fleet");
  await browser.getByRole("link", { name: "First day", exact: true }).first().click();
  await hosts.authorize(await copied(browser, "The worker’s public key"));
  for (const [index, host] of hosts.all.entries()) {
    await declareMachine(browser, host, index === 0 ? null : place);
    await expect(heading(browser)).toHaveText("First day");
  }
  const step = browser
    .getByRole("listitem")
    .filter({ has: browser.getByRole("heading", { name: "Declare your machines" }) });
  for (const { name } of hosts.all) {
    await expect(step.getByRole("listitem").filter({ hasText: name })).toContainText("Works");
  }
});

test("two applications are installed on two machines, answer there, and take posts", async ({ openAs }) => {
  test.setTimeout(180_000);
  const browser = await openAs(provider);
  await test.step("from the first question to what will change", async () => {
    await browser.goto("/first-day");
    await browser.getByRole("listitem").filter({ hasText: "Install a first deployment" }).getByRole("link").click();
    await createDeployment(browser, {
      ...answers("choir.example", "The choir online"),
      applications: ["Talk: snac", "First try: Hello"],
      community: "City choir",
      place,
    });
    await expect(browser.getByText("Practice: nothing is installed")).toBeHidden();
    await switchOffBackups(browser);
    await saveAndPlan(browser);
  });
  await test.step("installing, watched to its end", async () => {
    await agree(browser, "The first installation", "Install this");
    await watchUntil(browser, "Done");
    await expect(browser.getByText("It is done, and live.")).toBeVisible();
    for (const name of [talk, page]) await expect(browser.getByRole("link", { name })).toBeVisible();
    expect(await siteOn(await hostOf("hello"), page)).toContain("It works.");
  });
  await test.step("the first administrator's password is shown, and opens the door to a post", async () => {
    const account = await claimedAccount(browser, await openAs(null));
    const host = await hostOf("social");
    expect(await siteOn(host, talk, "/.well-known/nodeinfo")).toContain(`https://${talk}/nodeinfo_2_0`);
    const app = await signInToSnac({ host: talk, address: host.ipv4 }, account.username, account.password);
    const { id } = await app.post("We sing on Tuesday");
    expect((await app.read(id)).content).toContain("We sing on Tuesday");
  });
});

test("a changed option arrives", async ({ openAs }) => {
  const browser = await openAs(nora);
  await browser.goto("/deployments/choir?instance=hello");
  await browser.getByLabel("Message").fill("We sing on Tuesday, at eight.");
  await saveAndPlan(browser);
  await agree(browser, "The hour", "Update what is live");
  await watchUntil(browser, "Done");
  expect(await siteOn(await hostOf("hello"), page)).toContain("We sing on Tuesday, at eight.");
});

test("a worker that is killed while a machine switches is followed by one that asks the machine what is true", async ({
  openAs,
  watched,
}) => {
  test.setTimeout(180_000);
  watched.allow(/ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE/);
  const browser = await openAs(nora);
  await browser.goto("/deployments/choir?instance=social");
  await browser.getByLabel("Name", { exact: true }).first().fill("The choir talks");
  // The name alone would change in seconds, without a switch.
  await browser.getByLabel("People you expect").first().fill("40");
  await saveAndPlan(browser);
  await agree(browser, "Our name", "Update what is live");
  await expect(browser.getByRole("listitem").filter({ hasText: "Switch the machines" })).toContainText("under way");
  await crashWorker();
  await expect(browser.getByText("Connection lost")).toBeVisible();
  await startAgain();
  await watchUntil(browser, "Done");
  expect(await siteOn(await hostOf("social"), talk, about)).toContain("The choir talks");
});

test("a change that breaks on the machine rolls itself back, and the page tells the truth", async ({ openAs }) => {
  test.setTimeout(180_000);
  const host = await hostOf("social");
  await refuseTitle(host, "Too much for this machine");
  const browser = await openAs(nora);
  await browser.goto("/deployments/choir?instance=social");
  await browser.getByLabel("Name", { exact: true }).first().fill("Too much for this machine");
  await browser.getByLabel("People you expect").first().fill("60");
  await saveAndPlan(browser);
  await agree(browser, "A longer name", "Update what is live");
  await watchUntil(browser, "Gone back");
  await expect(browser.getByText("It did not go through. What was live before is live again.")).toBeVisible();
  await expect(browser.getByRole("main")).toContainText("back to what it was");
  await expect(browser.getByRole("button", { name: "Try again" })).toBeVisible();
  expect(await siteOn(host, talk, about)).toContain("The choir talks");
  await browser.goto("/deployments");
  await expect(browser.getByText("Live; the last update failed")).toBeVisible();
});

test("a second community is installed while the first one answers throughout", async ({ openAs }) => {
  test.setTimeout(180_000);
  const [hello, social] = [await hostOf("hello"), await hostOf("social")];
  const stops = [keepAsking(() => siteOn(hello, page)), keepAsking(() => siteOn(social, talk, "/nodeinfo_2_0"))];
  const browser = await openAs(milan);
  await test.step("practised first", async () => {
    await browser.goto("/deployments/new");
    await createDeployment(browser, { ...answers("club.example", "The rowing club"), applications: ["Talk: snac"] });
    await switchOffBackups(browser);
    await browser.getByRole("button", { name: "Save and see what will change" }).click();
    await agree(browser, "A first look");
    await watchUntil(browser, "Done");
  });
  await test.step("and moved to the real machines as it was practised", async () => {
    await openPart(browser, "Configuration");
    await browser.getByRole("button", { name: "Move the draft there" }).click();
    await expect(browser.getByText("Practice: nothing is installed")).toBeHidden();
    await saveAndPlan(browser);
    await agree(browser, "Now for real", "Install this");
    await watchUntil(browser, "Done");
  });
  const free = hosts.all.find((host) => host !== hello && host !== social);
  if (free === undefined) throw new Error("There is no third host.");
  expect(await siteOn(free, clubTalk, "/.well-known/nodeinfo")).toContain(clubTalk);
  for (const { times, failures } of await Promise.all(stops.map((stop) => stop()))) {
    expect(failures).toEqual([]);
    expect(times).toBeGreaterThan(20);
  }
});

test("a third community is told that every machine is in use, and the others stay as they are", async ({ openAs }) => {
  const browser = await openAs(nora);
  await browser.goto("/deployments/new");
  await createDeployment(browser, { ...answers("school.example", "The school"), applications: ["Talk: snac"], place });
  await expect(browser.getByRole("complementary")).toContainText("There is no machine for");
  await browser.getByRole("button", { name: "Save and see what will change" }).click();
  await expect(browser.getByRole("heading", { name: "Agree and install" })).toBeHidden();
  expect(await siteOn(await hostOf("social"), talk, "/nodeinfo_2_0")).toContain("snac");
});

/** An owner of a new community, invited without a browser. */
async function newOwner(community: string, username: string): Promise<Person> {
  const { id } = await provider.api.operator.create.mutate({ name: community });
  return member(provider, id, username);
}

/** What everybody answers on the way to a new deployment. */
function answers(domain: string, title: string) {
  return { domain, title, newCommunity: null, activeUsers: 10, email: `people@${domain}` };
}

/** In the draft that is shown: machines without NixOS take none. */
async function switchOffBackups(browser: Page): Promise<void> {
  await openPart(browser, "Backups");
  await browser.getByRole("checkbox", { name: "Take backups" }).uncheck();
  await browser.getByRole("button", { name: "Keep in the draft" }).click();
  await expect(browser.getByText("Kept in the draft.")).toBeVisible();
  await openPart(browser, "Configuration");
}

/** Goes to a part of the deployment that is shown. */
function openPart(browser: Page, name: string): Promise<void> {
  return browser.getByRole("navigation", { name: "Parts of this deployment" }).getByRole("link", { name }).click();
}

async function saveAndPlan(browser: Page): Promise<void> {
  await browser.getByRole("button", { name: "Save and see what will change" }).click();
  await expect(browser.getByRole("heading", { name: "Agree and install" })).toBeVisible();
}

/** The host on which an instance of the first community runs. */
async function hostOf(instance: string): Promise<TestHost> {
  const { machines } = await provider.api.environment.get.query({ slug: "our-machines" });
  const found = machines.find(({ applications }) => applications.includes(instance));
  return hosts.host(found?.machine ?? "");
}
