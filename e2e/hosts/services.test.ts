import { Resolver } from "node:dns/promises";
import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hostsProblem, startHosts, startServices, type TestHost, type TestHosts, type TestServices } from "./index.ts";
import { must } from "./sample-hosts.ts";

const problem = await hostsProblem();
const why = problem === null ? "" : ` (skipped: ${problem})`;

describe.skipIf(problem !== null)(`services for test hosts${why}`, () => {
  let hosts: TestHosts;
  let services: TestServices;
  let web: TestHost;
  const host = "www.choir.example";

  beforeAll(async () => {
    hosts = await startHosts({ set: "services", names: ["web"] });
    web = hosts.host("web");
    services = await startServices(hosts, { zones: ["choir.example"] });
    const { dns } = services;
    await dns.set(host, "A", [web.ipv4]);
    await must(
      web,
      ["sh", "-c", `cat >/etc/nginx/nginx.conf && mkdir -p /srv/web && nginx >/dev/null 2>&1`],
      plainServer,
    );
  });
  afterAll(async () => {
    await services?.stop();
    await hosts?.remove();
  });

  const asking = (address: string, timeout = 1000) => {
    const resolver = new Resolver({ timeout, tries: 1 });
    resolver.setServers([address]);
    return resolver;
  };
  const order = (directory: string) =>
    web.run([
      "env",
      "LEGO_CA_CERTIFICATES=/etc/ssl/certs/ca-certificates.crt",
      "lego",
      "--accept-tos",
      "--email",
      "us@choir.example",
      "--server",
      directory,
      "--path",
      "/tmp/lego",
      "--domains",
      host,
      "--http",
      "--http.webroot",
      "/srv/web",
      "run",
    ]);
  const orders = (which: "staging" | "production") => services.acme[which].orders.length;

  describe("the name servers", () => {
    test("answer with authority, both of them, to this machine and to the hosts", async () => {
      for (const address of [services.dns.address, services.dns.secondAddress])
        expect(await asking(address).resolve4(host)).toEqual([web.ipv4]);
      expect(await asking(services.dns.address).resolveNs("choir.example")).toEqual(
        expect.arrayContaining(["ns1.services.example", "ns2.services.example"]),
      );
      expect((await must(web, ["getent", "hosts", host])).split(/\s+/)).toContain(web.ipv4);
      await expect(asking(services.dns.address).resolve4("elsewhere.test")).rejects.toMatchObject({
        code: "ENOTFOUND",
      });
    });

    test("take new records of all sorts, and give them up", async () => {
      const { dns } = services;
      const long = `v=DKIM1; p="${"a".repeat(400)}"`;
      await dns.set("choir.example", "MX", ["10 mail.choir.example"]);
      await dns.set("key._domainkey.choir.example", "TXT", [long, "second"]);
      await dns.set("alias.choir.example", "CNAME", [host]);
      const reverse = `${web.ipv4.split(".").toReversed().join(".")}.in-addr.arpa`;
      await dns.set(reverse, "PTR", [host]);
      const ask = asking(dns.secondAddress);
      expect(await ask.resolveMx("choir.example")).toEqual([{ priority: 10, exchange: "mail.choir.example" }]);
      const texts = (await ask.resolveTxt("key._domainkey.choir.example")).map((parts) => parts.join(""));
      expect(texts.toSorted()).toEqual(["second", long]);
      expect(await ask.resolveCname("alias.choir.example")).toEqual([host]);
      expect(await ask.reverse(web.ipv4)).toEqual([host]);
      await dns.remove("choir.example", "MX");
      await expect(ask.resolveMx("choir.example")).rejects.toMatchObject({ code: "ENODATA" });
      await dns.remove("alias.choir.example");
      await expect(ask.resolveCname("alias.choir.example")).rejects.toMatchObject({ code: "ENOTFOUND" });
    });

    test("can disagree, until they no longer do", async () => {
      const { dns } = services;
      await dns.lie(host, "A", ["192.0.2.9"]);
      expect(await asking(dns.address).resolve4(host)).toEqual([web.ipv4]);
      expect(await asking(dns.secondAddress).resolve4(host)).toEqual(["192.0.2.9"]);
      await dns.stopLying();
      expect(await asking(dns.secondAddress).resolve4(host)).toEqual([web.ipv4]);
    });

    test("can be slow, and away", async () => {
      const { dns } = services;
      await dns.delay(400);
      const since = Date.now();
      expect(await asking(dns.address, 3000).resolve4(host)).toEqual([web.ipv4]);
      expect(Date.now() - since).toBeGreaterThanOrEqual(390);
      await dns.delay(0);
      await dns.stop("second");
      await expect(asking(dns.secondAddress, 300).resolve4(host)).rejects.toMatchObject({
        code: /ETIMEOUT|ECONNREFUSED/,
      });
      expect(await asking(dns.address).resolve4(host)).toEqual([web.ipv4]);
      await dns.start("second");
      expect(await asking(dns.secondAddress).resolve4(host)).toEqual([web.ipv4]);
    });
  });

  describe("the certificate authorities", () => {
    test("sign for whoever has the name, each by its own root, and hosts trust one of them", async () => {
      const { staging, production } = services.acme;
      for (const [authority, trusted] of [
        [staging, false],
        [production, true],
      ] as const) {
        const before = authority.orders.length;
        expect(await order(authority.directory)).toMatchObject({ exitCode: 0 });
        expect(authority.orders.slice(before)).toMatchObject([{ names: [host], refused: null }]);
        const chain = `/tmp/lego/certificates/${host}`;
        await must(web, ["sh", "-c", "cat >/tmp/root.pem"], authority.rootPem);
        const verify = ["openssl", "verify", "-untrusted", `${chain}.issuer.crt`];
        await must(web, [...verify, "-CAfile", "/tmp/root.pem", "-no-CApath", `${chain}.crt`]);
        expect((await web.run([...verify, `${chain}.crt`])).exitCode === 0).toBe(trusted);
        await must(web, ["rm", "-r", "/tmp/lego"]);
      }
      const file = await readFile(services.caFile, "utf8");
      expect(file).toContain(production.rootPem.trim());
      expect(file).not.toContain(staging.rootPem.trim());
    });

    test("look where the name leads", async () => {
      await services.dns.set(host, "A", [services.dns.address]);
      const said = await order(services.acme.staging.directory);
      expect(said.exitCode).not.toBe(0);
      expect(said.stderr).toContain("urn:ietf:params:acme:error:connection");
      await services.dns.set(host, "A", [web.ipv4]);
    });

    test("refuse, limit, go away and come back when told", async () => {
      const { production } = services.acme;
      production.refuse(host);
      expect((await order(production.directory)).stderr).toContain("urn:ietf:params:acme:error:rejectedIdentifier");
      production.limit(host, 60);
      expect((await order(production.directory)).stderr).toMatch(/429 .*rateLimited .* retry after \d{4}-\d\d-\d\d /);
      production.allow(host);
      await production.stop();
      const [before, away] = [orders("production"), await order(production.directory)];
      expect(away.exitCode).not.toBe(0);
      await production.start();
      expect(orders("production")).toBe(before);
      expect(await order(production.directory)).toMatchObject({ exitCode: 0 });
    });
  });
});

const plainServer = "events {}\nhttp { server { listen 80; location / { root /srv/web; } } }\n";
