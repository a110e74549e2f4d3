import type { Environment } from "@allotment/model";
import {
  scriptedDns,
  zoneScript,
  type ScriptedDns,
  type ScriptedRecord,
} from "../apps/worker/src/names/testing/scripted-dns.ts";
import { saveAndPlan } from "./support/deployments.ts";
import { hostKey } from "./support/host-key.ts";
import { freshInstallation } from "./support/installation.ts";
import { barriers, expectNoSidewaysScroll } from "./support/page-checks.ts";
import { row } from "./support/pages.ts";
import { firstProvider, type Person } from "./support/people.ts";
import { expect, test } from "./support/test.ts";

const machine = "9.9.9.10";
/** Name servers on the loopback network: addresses that no other test takes. */
const [resolver, first, second] = ["127.53.7.1", "127.53.7.2", "127.53.7.3"];

let dns: ScriptedDns | undefined;
let provider: Person;
/** What the zone's two name servers say; tests change it. */
const zone: Record<"first" | "second", ScriptedRecord[]> = { first: [], second: [] };
const everywhere = (...records: ScriptedRecord[]) => Object.assign(zone, { first: records, second: records });
const a = (name: string, data: string): ScriptedRecord => ({ name, type: "A", ttl: 300, data });

freshInstallation(setScene, startDns);
test.afterAll(() => dns?.close());

test("before the first plan the page says what it is for", async ({ openAs }) => {
  const page = await openAs(provider);
  await page.goto("/deployments/new-one/domains");
  await expect(page.getByRole("heading", { name: "No records yet" })).toBeVisible();
  await page.getByRole("link", { name: "What will change" }).last().click();
  await expect(page).toHaveURL(/\/new-one\/plan$/);
});

test("records are listed with what each host is, looked at, and right once they are made", async ({ openAs }) => {
  const page = await openAs(provider);
  await page.goto("/deployments/choir/domains");
  await expect(page.getByText("Handles end in @choir.example.")).toBeVisible();
  await expect(page.getByText("The site is at social.choir.example.")).toBeVisible();
  await expect(page.getByText("choir.example has a website of its own", { exact: true })).toBeVisible();
  await expect(row(page, /^social\.choir\.example A/).getByText("not looked at yet")).toBeVisible();
  zone.first = [a("social.choir.example", "9.9.9.66"), a("files.choir.example", machine)];
  zone.second = [a("social.choir.example", "9.9.9.66")];
  await page.getByRole("button", { name: "Check now" }).click();
  await expect(row(page, /^social\.choir\.example A/)).toContainText("Points elsewhere", { timeout: 60_000 });
  await expect(row(page, /^social\.choir\.example A/)).toContainText("9.9.9.66");
  await expect(row(page, /^files\.choir\.example A/)).toContainText("Servers disagree");
  await expect(row(page, /^_dmarc/)).toContainText("Missing");
  everywhere(a("social.choir.example", machine), a("files.choir.example", machine));
  await page.getByRole("button", { name: "Check now" }).click();
  await expect(row(page, /^social\.choir\.example A/).getByText("Right", { exact: true })).toBeVisible({
    timeout: 60_000,
  });
  await expect(row(page, /^files\.choir\.example A/).getByText("Right", { exact: true })).toBeVisible();
});

test("the note has what is open, and the rule for the web server", async ({ openAs }) => {
  const page = await openAs(provider);
  await page.goto("/deployments/choir/domains");
  const note = page.getByRole("region", { name: "DNS records for choir" });
  await expect(note).toContainText("_dmarc.social.choir.example.");
  await expect(note).toContainText("return 301 https://social.choir.example$request_uri;");
  await expect(note).not.toContainText(machine);
  const mail = await page.getByRole("link", { name: "Write a mail with it" }).getAttribute("href");
  expect(decodeURIComponent(mail ?? "")).toContain("subject=DNS records for choir&body=Hello,");
});

test("works without scripts", async ({ openAs, watched }) => {
  // The page tells browsers of its scripts all the same.
  watched.allow(/_next\/static\/chunks\/\S+ csp$/);
  const page = await openAs(provider, { javaScriptEnabled: false });
  await page.goto("/deployments/choir/domains");
  await page.getByRole("button", { name: "Check now" }).click();
  await expect(page).toHaveURL(/look=/);
  await expect(async () => {
    await page.reload();
    await expect(page.getByText(/^Last look: /)).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 60_000 });
});

for (const width of [390, 1440]) {
  for (const colours of ["light", "dark"] as const) {
    test(`can be read at ${width} pixels, ${colours}`, async ({ openAs }) => {
      const page = await openAs(provider);
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme: colours, reducedMotion: "reduce" });
      await page.goto("/deployments/choir/domains");
      await expect(page.getByRole("heading", { name: "The note" })).toBeVisible();
      expect(await barriers(page)).toEqual([]);
      await expectNoSidewaysScroll(page);
    });
  }
}

async function startDns(): Promise<NodeJS.ProcessEnv> {
  const delegated = zoneScript("choir.example", [
    { name: "choir.example", type: "NS", ttl: 300, data: "ns1.host.example" },
    { name: "choir.example", type: "NS", ttl: 300, data: "ns2.host.example" },
    a("ns1.host.example", first),
    a("ns2.host.example", second),
  ]);
  dns = await scriptedDns({
    [resolver]: (question) => {
      const known = zoneScript("choir.example", zone.first)(question, "udp");
      const own = question.type === "NS" || question.name.endsWith("host.example");
      return own ? delegated(question, "udp") : known;
    },
    [first]: (question) => zoneScript("choir.example", zone.first)(question, "udp"),
    [second]: (question) => zoneScript("choir.example", zone.second)(question, "udp"),
  });
  return { ALLOTMENT_RESOLVERS: `${resolver}:${dns.port}`, ALLOTMENT_DNS_PORT: String(dns.port) };
}

/** A community at a domain whose website is somebody else's, planned on a machine that nobody has. */
async function setScene(): Promise<void> {
  provider = await firstProvider();
  const { api } = provider;
  const { id: operatorId } = await api.operator.create.mutate({ name: "City choir" });
  const source = { document: { ...environment() } };
  const { id: environmentId } = await api.environment.create.mutate({ slug: "real", source });
  const recommended = await api.application.recommend.query({ application: "mastodon", expectedActiveUsers: 50 });
  const options = {
    ...recommended,
    domain: "social.choir.example",
    accountDomain: "choir.example",
    accountWebsite: "elsewhere",
    mediaDomain: "files.choir.example",
    contactEmail: "people@choir.example",
    adminUsername: "conductor",
  };
  const applications = { social: { application: "mastodon", options } };
  const place = { operatorId, environmentId };
  await api.deployment.create.mutate({ ...place, slug: "new-one", title: "new-one" });
  const made = await api.deployment.create.mutate({ ...place, slug: "choir", title: "choir", applications });
  const { etag, document } = await api.draft.get.query(made);
  await api.backup.set.mutate({ ...made, etag, backups: { ...document.backups, enabled: false } });
  await saveAndPlan(provider, { deploymentId: made.deploymentId, slug: "choir" });
}

function environment(): Environment {
  return {
    schemaVersion: 1,
    name: "Real machines",
    orchestrator: "nixos-ssh",
    nixosRelease: "26.05",
    offers: {
      machine: {
        oak: {
          placement: "dedicated",
          system: "x86_64-linux",
          cpuCores: 16,
          memoryMiB: 65_536,
          diskGiB: 2000,
          ipv4: machine,
          hostPublicKey: hostKey(),
          hardware: { preset: "existing" },
        },
      },
      "http-ingress": { certificates: { acmeEmail: "hostmaster@host.example" } },
      smtp: {
        relay: {
          host: "mail.host.example",
          port: 587,
          security: "starttls",
          spfInclude: "spf.host.example",
          dkimSelector: "s1",
          dkimRecord: `v=DKIM1; k=rsa; p=${"MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A".repeat(12)}`,
        },
      },
    },
    policy: { placement: "one-machine" },
  };
}
