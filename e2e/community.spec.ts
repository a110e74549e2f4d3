import type { Page } from "@playwright/test";
import { mailServer, type MailServer } from "../apps/worker/src/notifications/testing/mail-server.ts";
import { hostsProblem, startHosts, type TestHost, type TestHosts } from "./hosts/index.ts";
import { must } from "./hosts/sample-hosts.ts";
import { startServices, type TestServices } from "./hosts/services.ts";
import { askSnac, signInToSnac, type SnacAnswer, type SnacClient } from "./hosts/snac-client.ts";
import { hostOf, newOwner, offerHosts, siteOf, draftOn, soon } from "./support/community.ts";
import { install } from "./support/deployments.ts";
import { createDeployment } from "./support/guided-path.ts";
import { freshInstallation } from "./support/installation.ts";
import { heading } from "./support/pages.ts";
import { firstProvider, type Person } from "./support/people.ts";
import { claimedAccount, copied } from "./support/real-machines.ts";
import { agree, watchUntil } from "./support/runs.ts";
import { addAddress, declareRelay, mailAbout } from "./support/telling.ts";
import { expect, test } from "./support/test.ts";

const problem = await hostsProblem();
test.skip(problem !== null, problem ?? "");
test.describe.configure({ mode: "serial" });

let hosts: TestHosts;
let services: TestServices;
let mail: MailServer;
let provider: Person;
let nora: Person;
let milan: Person;
let account: { readonly username: string; readonly password: string };

const names = ["oak", "elm", "fir"];
const talk = "social.choir.example";
const hello = "hello.club.example";
const elsewhere = "talk.club.example";
const about = "/api/v1/instance";
const ours = "people@choir.example";
const theirs = "paula@host.example";

freshInstallation(
  async () => {
    provider = await firstProvider();
    nora = await newOwner(provider, "City choir", "nora");
    milan = await newOwner(provider, "Rowing club", "milan");
    await offerHosts(provider, hosts, services, names);
  },
  async () => {
    hosts = await startHosts({ set: "community", names });
    services = await startServices(hosts, { zones: ["choir.example", "club.example"] });
    mail = await mailServer();
    return { ALLOTMENT_RESOLVERS: services.dns.address, NODE_EXTRA_CA_CERTS: services.caFile };
  },
);
test.afterAll(async () => {
  await services?.stop();
  await mail?.close();
  await hosts?.remove();
});

test("provider and operator say where troubles are told", async ({ openAs }) => {
  const paula = await openAs(provider);
  await paula.goto("/notifications");
  await declareRelay(paula, mail);
  await addAddress(paula, mail, theirs);
  const page = await openAs(nora);
  await page.goto("/notifications");
  await addAddress(page, mail, ours);
});

test("an installation waits for the records, and goes on by itself to a certificate that everybody trusts", async ({
  openAs,
}) => {
  test.setTimeout(300_000);
  const page = await openAs(nora);
  await page.goto("/deployments/new");
  await createDeployment(page, {
    applications: ["Talk: snac"],
    domain: "choir.example",
    newCommunity: null,
    title: "The choir",
    activeUsers: 10,
    email: ours,
    place: "Our machines",
  });
  await page.getByRole("button", { name: "Save and see what will change" }).click();
  await page.getByRole("button", { name: "Switch backups off, and plan again" }).click();
  await agree(page, "The first installation", "Install this");
  const run = page.url();
  const status = page.getByRole("region", { name: "Steps" }).getByRole("status");
  await expect(status).toHaveText("Waiting for your DNS", { timeout: 120_000 });
  expect(services.acme.staging.orders).toEqual([]);
  const ipv4 = await test.step("what is missing is a note to send", async () => {
    await page.getByRole("link", { name: "Which records are needed" }).click();
    const note = await copied(page, "DNS records for The choir");
    expect(note).toContain(talk);
    return /\d+\.\d+\.\d+\.\d+/.exec(note)?.[0] ?? "";
  });
  await test.step("a record that leads elsewhere is not enough", async () => {
    await services.dns.set(talk, "A", ["192.0.2.99"]);
    await page.getByRole("button", { name: "Check now" }).click();
    await expect(page.getByRole("main")).toContainText("192.0.2.99");
    await page.goto(run);
    await expect(status).toHaveText("Waiting for your DNS");
  });
  await services.dns.set(talk, "A", [ipv4]);
  await page.getByRole("button", { name: "Check now" }).click();
  await watchUntil(page, "Done");
  expect(services.acme.staging.orders).not.toEqual([]);
  const { status: code, body } = await visit(talk, about);
  expect({ code, uri: (JSON.parse(body) as { uri: string }).uri }).toEqual({ code: 200, uri: talk });
});

test("the checklist is followed to its end: the first account, an app, a post, and friends on another server", async ({
  openAs,
}) => {
  test.setTimeout(240_000);
  await test.step("somebody else has a server", async () => {
    await services.dns.set(elsewhere, "A", [(await spare()).ipv4]);
    const options = { domain: elsewhere, contactEmail: "us@club.example" };
    await install(milan, await draftOn(milan, { slug: "club", application: "snac", options }));
  });
  const page = await openAs(nora);
  await openRun(page, "choir");
  account = await claimedAccount(page, await openAs(null));
  const app = await signedIn();
  expect(await app.whoAmI()).toBe(account.username);
  const theirs = await openAs(milan);
  await openRun(theirs, "club");
  const claimed = await claimedAccount(theirs, await openAs(null));
  const friend = await signInToSnac(await siteOf(services, elsewhere), claimed.username, claimed.password);
  const friendId = await app.follow(`${claimed.username}@${elsewhere}`);
  const ownId = await friend.follow(`${account.username}@${talk}`);
  await soon(() => app.isFollowedBy(friendId), 60_000);
  await soon(() => friend.isFollowedBy(ownId), 60_000);
  const arrives = async (at: SnacClient, text: string) =>
    (await at.home()).some(({ content }) => content.includes(text));
  await app.post("We sing on Tuesday");
  await soon(() => arrives(friend, "We sing on Tuesday"), 60_000);
  await friend.post("We row on Friday");
  await soon(() => arrives(app, "We row on Friday"), 60_000);

  const list = page.getByRole("region", { name: "What to do next" });
  const mine = list.getByRole("listitem");
  await expect(list).toContainText("0 of 6 done");
  const items = await mine.count();
  for (let index = 0; index < items; index += 1) {
    await mine
      .nth(index)
      .getByRole("button", { name: /^Done: / })
      .click();
    await expect(mine.nth(index)).toContainText("Done by nora the member");
  }
  await expect(list.getByText("All of it is done.").first()).toBeVisible();
});

test("a setting changes in seconds, and what somebody changed inside is read back", async ({ openAs }) => {
  const page = await openAs(nora);
  await page.goto("/deployments/choir?instance=social");
  await page.getByLabel("Name", { exact: true }).first().fill("The choir talks");
  await page.getByRole("button", { name: "Change now (seconds)" }).click();
  const milliseconds = await soon(async () => (await visit(talk, about)).body.includes("The choir talks"), 15_000);
  expect(milliseconds).toBeLessThan(5000);
  await watchUntil(page, "Done");
  await expect(page.getByText("The settings are changed and in force.")).toBeVisible();

  const machine = await host("social");
  await must(machine, ["sed", "-i", "s/The choir talks/Somebody was here/", "/var/lib/snac/server.json"]);
  await expect(async () => {
    // What was looked at within the last seconds is not looked at again.
    await lookNow(page, "choir");
    await page.goto("/deployments/choir?instance=social");
    await expect(page.getByText("There it is: Somebody was here.")).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 60_000 });
  await page.getByRole("button", { name: "Put back what was installed" }).first().click();
  await watchUntil(page, "Done");
  expect((await visit(talk, about)).body).toContain("The choir talks");
});

test("a pause answers 503 with a page that says so, keeps everything, and is over with one click", async ({
  openAs,
}) => {
  test.setTimeout(180_000);
  const page = await openAs(nora);
  await page.goto("/deployments/choir/state");
  await page.getByRole("link", { name: "See what pausing changes" }).click();
  await page.getByRole("button", { name: "Pause it" }).click();
  await watchUntil(page, "Done");
  for (const path of ["/", about, "/.well-known/webfinger?resource=acct:somebody@social.choir.example"]) {
    expect((await visit(talk, path)).status, path).toBe(503);
  }
  expect((await visit(talk, "/")).body).toContain("paused");
  await page.goto("/deployments/choir");
  await page.getByRole("button", { name: "Resume" }).click();
  await watchUntil(page, "Done");
  expect((await visit(talk, about)).body).toContain("The choir talks");
  expect(await (await signedIn()).whoAmI()).toBe(account.username);
});

test("a machine that was switched by hand is noticed and mailed, and put right with one click", async ({ openAs }) => {
  test.setTimeout(240_000);
  const machine = await host("social");
  const profile = "/nix/var/nix/profiles/system";
  const page = await openAs(provider);
  await expect(async () => {
    await lookNow(page, "choir");
    await expect(page.getByText("as installed").first()).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 60_000 });
  await must(machine, ["nix-env", "-p", profile, "--switch-generation", "1"]);
  await must(machine, [`${profile}/bin/switch-to-configuration`, "switch"]);
  const told = await mailAbout(mail, theirs, /runs something else/, () => lookNow(page, "choir"));
  expect(told.text).toContain("/incidents/");
  await page.goto("/deployments/choir/health");
  await page.getByRole("button", { name: "Install again what was chosen" }).click();
  await agree(page, "Put right", "Install this again");
  await watchUntil(page, "Done");
  await mailAbout(mail, theirs, /^\[choir\] Over: /, () => lookNow(page, "choir"));
});

test("jobs that nobody works are mailed while the site answers", async ({ openAs }) => {
  test.setTimeout(240_000);
  const page = await openAs(provider);
  await services.dns.set(hello, "A", [(await spare()).ipv4]);
  await install(
    provider,
    await draftOn(provider, { slug: "try", application: "hello", options: { domain: hello, jobs: true } }),
  );
  const machine = await host("try");
  await must(machine, ["pkill", "-STOP", "-u", "hello-jobs"]);
  await must(machine, ["touch", "-d", "10 minutes ago", "/var/lib/hello-jobs/heartbeat"]);
  expect((await visit(hello, "/")).status).toBe(200);
  const told = await mailAbout(mail, theirs, /^\[try\] The background jobs/, () => lookNow(page, "try"));
  expect(told.text).toContain("Nobody has worked the queue");
  await must(machine, ["pkill", "-CONT", "-u", "hello-jobs"]);
});

test("a disk that fills is mailed, and shown with what to do", async ({ openAs }) => {
  test.setTimeout(240_000);
  const machine = await host("social");
  await machine.fillDisk();
  const page = await openAs(provider);
  await mailAbout(mail, theirs, /The disk of .* is full/, () => lookNow(page, "choir"));
  await page.goto("/deployments/choir/health");
  await expect(page.getByRole("region", { name: "What needs a hand" })).toContainText(/full/);
  await machine.freeDisk();
});

test("a removal erases what is on the machines, and leaves a record of it", async ({ openAs }) => {
  test.setTimeout(240_000);
  const machine = await host("social");
  const page = await openAs(nora);
  await page.goto("/deployments/choir/state?act=remove");
  await page.getByRole("radio", { name: /Take none/ }).check();
  await page.getByLabel("Why no backup is taken").fill("We sing elsewhere now.");
  await page.getByLabel("Type “choir” to agree").fill("choir");
  await page.getByRole("button", { name: "Remove The choir" }).click();
  await expect(page.getByText(/It will be erased on/)).toBeVisible();
  await soon(async () => (await visit(talk, "/")).status === 503, 90_000);
  await must(machine, ["test", "-e", "/var/lib/snac"]);
  await page.goto("/deployments/choir/state");
  await page.getByText("Erase now, without waiting").click();
  await page.getByLabel("Type “choir” to agree").fill("choir");
  await page.getByRole("button", { name: "Erase now" }).click();
  await expect(async () => {
    await page.goto("/deployments/choir/state");
    await expect(page.getByRole("heading", { name: "Record of the erasure" })).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 120_000 });
  await expect(heading(page)).toHaveText("The choir");
  await expect(page.getByRole("main")).toContainText("We sing elsewhere now.");
  expect((await machine.run(["test", "-e", "/var/lib/snac"])).exitCode).toBe(1);
  await expect(visit(talk, "/")).rejects.toThrow();
});

function host(instance: string): Promise<TestHost> {
  return hostOf(provider, hosts, instance);
}

/** A host that is free. */
async function spare(): Promise<TestHost> {
  const { machines } = await provider.api.environment.get.query({ slug: "our-machines" });
  const free = machines.find(({ applications }) => applications.length === 0);
  return hosts.host(free?.machine ?? "");
}

/** From the history of a deployment to its one run. */
async function openRun(page: Page, slug: string): Promise<void> {
  await page.goto(`/deployments/${slug}/activity`);
  await page.getByRole("link", { name: "Steps and log" }).click();
}

/** Asks for a look at everything of a deployment, as somebody does who cannot wait for the next one. */
async function lookNow(page: Page, slug: string): Promise<void> {
  await page.goto(`/deployments/${slug}/health`);
  await page.getByRole("button", { name: "Look now" }).click();
  await expect(page).toHaveURL(/asked=/);
  await expect(page.getByText("It is being looked at now")).toHaveCount(0, { timeout: 60_000 });
}

async function visit(name: string, path: string): Promise<SnacAnswer> {
  return askSnac(await siteOf(services, name), path);
}

async function signedIn(): Promise<SnacClient> {
  return signInToSnac(await siteOf(services, talk), account.username, account.password);
}
