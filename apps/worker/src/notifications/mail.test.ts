import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { mailServer, type MailServer } from "./testing/mail-server.ts";
import { stuck, tellingScene, type TellingScene } from "./testing/telling-scene.ts";

let scene: TellingScene;
let server: MailServer;
beforeEach(async () => {
  scene = await tellingScene();
  server = await mailServer();
  await scene.relay(server);
});
afterEach(async () => {
  if (scene.problems.length > 0) throw scene.problems[0];
  await server.close();
  await scene.close();
});

async function open(): Promise<void> {
  await scene.look([stuck]);
  await scene.look([stuck]);
  await scene.settle();
}

describe("mail about a trouble", () => {
  it("says what happened, what is unharmed and what to do, with a link and a report, to whoever's turn it is", async () => {
    await scene.contact("mail", "cara@choir.example");
    await scene.contact("mail", "pat@host.example", { operatorId: null });
    await open();
    expect(server.received.map(({ to }) => to)).toEqual([["cara@choir.example"]]);
    const [mail] = server.received;
    expect(mail?.header("subject")).toBe("[choir] An update waits for records in the DNS");
    expect(mail?.header("auto-submitted")).toBe("auto-generated");
    expect(mail?.text).toContain("What is unharmed: What is live runs on unchanged");
    expect(mail?.text).toContain("What to do: Look at the Domains page");
    expect(mail?.text).toMatch(/https:\/\/panel\.example\/deployments\/choir\/incidents\/\S+/);
    expect(mail?.raw).toContain("support-report.txt");
    expect(mail?.text).toContain("Error: run-waiting-dns social");
  });

  it("says in the same thread that it is over", async () => {
    await scene.contact("mail", "cara@choir.example");
    await open();
    await scene.look([]);
    await scene.look([]);
    await scene.settle();
    const [opened, closed] = server.received;
    expect(server.received).toHaveLength(2);
    expect(closed?.header("subject")).toBe("[choir] Over: An update waits for records in the DNS");
    expect(closed?.header("in-reply-to")).toBe(opened?.header("message-id"));
    expect(closed?.header("references")).toBe(opened?.header("message-id"));
    expect(closed?.raw).not.toContain("support-report.txt");
  });

  it("goes to nobody who was not seen to get mail, and a test mail says a code and changes nothing when it is opened", async () => {
    const contact = await scene.contact("mail", "typo@choir.example", { verified: false });
    await open();
    expect(server.received.map(({ header }) => header("subject"))).toEqual(["[Allotment] Did this mail arrive?"]);
    const code = /Code: (\S{4}-\S{4})/.exec(server.received[0]?.text ?? "")?.[1] ?? "";
    expect((await scene.store.contacts.get(scene.choir.actor, { contactId: contact.id }))?.verifiedAt).toBeNull();
    const verified = await scene.store.contacts.verify(scene.choir.actor, { contactId: contact.id, code });
    expect(verified).toMatchObject({ ok: true });
  });

  it("is kept quiet for a week in which nothing changes", async () => {
    await scene.contact("mail", "cara@choir.example");
    for (let looks = 0; looks < 7 * 24 * 12; looks += 1) {
      await scene.look([{ ...stuck, params: { kind: "deploy", looks } }]);
      if (looks % 12 === 0) await scene.settle();
    }
    await scene.settle();
    expect(server.received).toHaveLength(1);
  }, 60_000);
});

describe("a mail server that takes a mail and loses it", () => {
  it("makes no address one that works: nothing is told there until a test mail was seen to arrive", async () => {
    server.atEnd = "lose";
    const contact = await scene.contact("mail", "cara@choir.example", { verified: false });
    await open();
    expect(await scene.messages(contact)).toMatchObject([{ type: "contact.test", state: "sent" }]);
    expect((await scene.store.contacts.get(scene.choir.actor, { contactId: contact.id }))?.verifiedAt).toBeNull();
    const lost = (await scene.store.contacts.open({ kind: "worker", workerId: "test" }, { contactId: contact.id }))
      ?.code;
    server.atEnd = "accept";
    // Nobody asks for one test mail after the other.
    scene.clock.advance(3600);
    expect(await scene.store.contacts.test(scene.choir.actor, { contactId: contact.id })).toMatchObject({ ok: true });
    await scene.settle();
    const code = /Code: (\S{4}-\S{4})/.exec(server.received[0]?.text ?? "")?.[1] ?? "";
    const enter = (entered: string) =>
      scene.store.contacts.verify(scene.choir.actor, { contactId: contact.id, code: entered });
    expect(await enter(lost ?? "")).toMatchObject({ ok: false });
    expect(await enter(code)).toMatchObject({ ok: true });
    await scene.settle();
    // What opened meanwhile is told now, and once.
    expect(server.received.slice(1).map(({ header }) => header("subject"))).toEqual([
      "[choir] An update waits for records in the DNS",
    ]);
    await scene.look([stuck]);
    await scene.settle();
    expect(server.received).toHaveLength(2);
  });

  it("does not have the last word: the mail that tells the end says what it was, and since when", async () => {
    const contact = await scene.contact("mail", "cara@choir.example");
    server.atEnd = "lose";
    await open();
    expect((await scene.messages(contact)).at(-1)).toMatchObject({ type: "incident.opened", state: "sent" });
    server.atEnd = "accept";
    await scene.look([]);
    await scene.look([]);
    await scene.settle();
    expect(server.received.map(({ header }) => header("subject"))).toEqual([
      "[choir] Over: An update waits for records in the DNS",
    ]);
    expect(server.received[0]?.text).toMatch(/This is over since .+ It had begun at .+/s);
    expect(server.received[0]?.text).toMatch(/https:\/\/panel\.example\/deployments\/choir\/incidents\/\S+/);
  });
});

describe("a mail server that does not take a mail", () => {
  it("ends it with the reason when it says never", async () => {
    const contact = await scene.contact("mail", "gone@choir.example");
    server.refuse = () => ({ code: 550, text: "5.1.1 no such person here" });
    await open();
    const message = (await scene.messages(contact)).at(-1);
    expect(message).toMatchObject({ state: "failed", attempts: 1, lastError: { code: "mail-refused" } });
    expect(message?.lastError?.params["said"]).toContain("no such person here");
    expect((await scene.store.contacts.get(scene.choir.actor, { contactId: contact.id }))?.failingSince).not.toBeNull();
  });

  it("is asked again when it says later, and takes it then, once", async () => {
    const contact = await scene.contact("mail", "cara@choir.example");
    let asked = 0;
    server.refuse = () => ((asked += 1) <= 2 ? { code: 451, text: "4.7.1 greylisted" } : null);
    await open();
    expect((await scene.messages(contact)).at(-1)).toMatchObject({
      state: "sending",
      lastError: { code: "mail-later" },
    });
    expect(server.received).toEqual([]);
    for (const seconds of [6, 61]) {
      scene.clock.advance(seconds);
      await scene.settle();
    }
    expect(server.received).toHaveLength(1);
    expect((await scene.messages(contact)).at(-1)).toMatchObject({ state: "sent", lastError: null });
  });

  it.each(["drop", "hang"] as const)("gets it again under the same id when it %ss after the text", async (atEnd) => {
    await scene.close();
    scene = await tellingScene({ mail: { patienceMilliseconds: atEnd === "hang" ? 1500 : 15_000 } });
    await scene.relay(server);
    const contact = await scene.contact("mail", "cara@choir.example");
    server.atEnd = atEnd;
    await open();
    expect((await scene.messages(contact)).at(-1)).toMatchObject({
      state: "sending",
      lastError: { code: "relay-unreachable" },
    });
    server.atEnd = "accept";
    scene.clock.advance(6);
    await scene.settle();
    const ids = server.received.map(({ header }) => header("message-id"));
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
    expect((await scene.messages(contact)).at(-1)).toMatchObject({ state: "sent" });
  });

  it("is waited for when it is not there, and given up after three days with the reason", async () => {
    const contact = await scene.contact("mail", "cara@choir.example");
    await server.close();
    await open();
    for (let hours = 0; hours < 80; hours += 4) {
      scene.clock.advance(4 * 3600);
      await scene.settle();
    }
    expect((await scene.messages(contact)).at(-1)).toMatchObject({
      state: "failed",
      lastError: { code: "relay-unreachable" },
    });
  });
});

describe("the installation's relay", () => {
  it("that is not there is said in words, with what waits because of it, and to providers only", async () => {
    const contact = await scene.contact("mail", "cara@choir.example");
    await scene.relay(server, { host: "mail.nowhere.invalid" });
    expect(await scene.store.notifications.stuckMail(scene.provider)).toBeNull();
    await open();
    scene.clock.advance(6);
    await scene.settle();
    const error = (await scene.messages(contact)).at(-1)?.lastError;
    expect(error?.code).toBe("relay-unreachable");
    expect(error?.params["said"]).toMatch(
      /^(?:The server mail\.nowhere\.invalid was not found|The DNS did not answer)/,
    );
    expect(await scene.store.notifications.stuckMail(scene.provider)).toEqual({ number: 1, attempts: 2, error });
    expect(await scene.store.notifications.stuckMail(scene.choir.actor)).toBeNull();
    await scene.relay(server);
    scene.clock.advance(61);
    await scene.settle();
    expect(await scene.store.notifications.stuckMail(scene.provider)).toBeNull();
  });

  it("is waited for while there is none", async () => {
    const other = await tellingScene();
    const contact = await other.contact("mail", "cara@choir.example");
    await other.look([stuck]);
    await other.look([stuck]);
    await other.settle();
    expect((await other.messages(contact)).at(-1)).toMatchObject({ state: "sending", lastError: { code: "no-relay" } });
    await other.relay(server);
    other.clock.advance(61);
    await other.settle();
    expect(server.received).toHaveLength(1);
    await other.close();
  });

  it("says that the password is wrong and repeats nothing of it, and mail goes out once it is right", async () => {
    const closed = await mailServer({ user: { name: "allotment", password: "right-and-long" } });
    const contact = await scene.contact("mail", "cara@choir.example");
    await scene.relay(closed, { password: "wrong-and-long" });
    await open();
    const [, message] = await scene.messages(contact);
    expect(message).toMatchObject({ state: "sending", lastError: { code: "relay-login" } });
    expect(JSON.stringify(message)).not.toContain("wrong-and-long");
    await scene.relay(closed, { password: "right-and-long" });
    scene.clock.advance(6);
    await scene.settle();
    expect(closed.received).toHaveLength(1);
    await closed.close();
  });

  it.each(["tls", "starttls"] as const)(
    "is spoken to by %s, and only where its certificate is right",
    async (security) => {
      const folder = mkdtempSync(path.join(tmpdir(), "allotment-tls-"));
      const files = { key: path.join(folder, "key"), cert: path.join(folder, "cert") };
      const made = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "1"];
      const named = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
      execFileSync("openssl", [...made, ...named, "-keyout", files.key, "-out", files.cert], { stdio: "ignore" });
      const tls = { key: readFileSync(files.key, "utf8"), cert: readFileSync(files.cert, "utf8") };
      rmSync(folder, { recursive: true });
      const secure = await mailServer(security === "tls" ? { tls, implicitTls: true } : { tls });
      const resolver = { resolveAddress: async () => ["127.0.0.1"] };
      for (const [ca, count] of [
        [undefined, 0],
        [tls.cert, 1],
      ] as const) {
        const trusting = await tellingScene({
          resolver,
          mail: ca === undefined ? {} : { ca },
        });
        await trusting.relay(secure, { security, host: "localhost" });
        await trusting.contact("mail", "cara@choir.example");
        await trusting.look([stuck]);
        await trusting.look([stuck]);
        await trusting.settle();
        expect(secure.received).toHaveLength(count);
        await trusting.close();
      }
      await secure.close();
    },
  );
});

describe("a contact for whom much happens", () => {
  it("gets no more than a few mails within an hour, and then one that tells of the rest", async () => {
    const contact = await scene.contact("mail", "cara@choir.example");
    const many = Array.from({ length: 15 }, (_, index) => ({ ...stuck, subject: `social-${index}` }));
    await scene.look(many);
    await scene.settle();
    await scene.look(many);
    await scene.settle();
    expect(server.received).toHaveLength(6);
    const states = (await scene.messages(contact)).map(({ state }) => state);
    expect(states.filter((state) => state === "waiting")).toHaveLength(9);
    scene.clock.advance(3601);
    await scene.settle();
    expect(server.received).toHaveLength(7);
    expect(server.received.at(-1)?.header("subject")).toBe("[Allotment] 9 messages in one");
    const links = server.received.at(-1)?.text.match(/\/deployments\/choir\/incidents\//g);
    expect(links).toHaveLength(9);
    expect((await scene.messages(contact)).filter(({ state }) => state === "bundled")).toHaveLength(8);
  });
});

describe("a worker that dies between sending and writing it down", () => {
  it("has the mail sent twice, under the same id", async () => {
    const contact = await scene.contact("mail", "cara@choir.example");
    await scene.look([stuck]);
    await scene.look([stuck]);
    const dying = scene.anotherReconciler("dying");
    await dying.tick({ limit: 10 });
    const { notifications } = scene.store;
    const finish = notifications.finish.bind(notifications);
    Object.assign(scene.store.notifications, { finish: () => Promise.reject(new Error("killed")) });
    await dying.tick({ limit: 10 });
    Object.assign(scene.store.notifications, { finish });
    scene.problems.splice(0);
    expect(server.received).toHaveLength(1);
    expect((await scene.messages(contact)).at(-1)?.state).toBe("sending");
    await scene.settle();
    expect(server.received).toHaveLength(1);
    scene.clock.advance(121);
    await scene.settle();
    expect(new Set(server.received.map(({ header }) => header("message-id"))).size).toBe(1);
    expect(server.received).toHaveLength(2);
    expect((await scene.messages(contact)).at(-1)?.state).toBe("sent");
  });
});
