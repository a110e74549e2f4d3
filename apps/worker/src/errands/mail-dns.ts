import type { ErrandCheck, NameOutcome } from "@allotment/store";
import type { Asker } from "../names/asker.ts";
import { lookAtReverse } from "../names/reverse.ts";
import { check } from "./checks.ts";

/** What looking for a text came to: there, surely not there, or nobody knows. */
interface Text {
  readonly outcome: "ok" | "missing" | "unknown";
  readonly text: string;
}

const nobodyKnows: Text = { outcome: "unknown", text: "" };

/**
 * What receivers look at before they take a mail as meant. Says whether the records are there, not what they allow: only
 * the receiver knows from which address the relay sends.
 */
export async function mailRecords(
  ask: Asker,
  facts: Readonly<{ host: string; senderDomain: string; dkimSelector: string | null }>,
): Promise<ErrandCheck[]> {
  const { host, senderDomain: domain, dkimSelector } = facts;
  const name = dkimSelector === null ? "" : `${dkimSelector}._domainkey.${domain}`;
  const [spf, dkim, dmarc, reverse] = await Promise.all([
    textAt(ask, domain, /^v=spf1(?: |$)/i),
    name === "" ? nobodyKnows : textAt(ask, name, /(?:^|;)\s*p=\s*[A-Za-z0-9+/]/),
    textAt(ask, `_dmarc.${domain}`, /^v=DMARC1/i),
    lookAtReverse(ask, host),
  ]);
  return [
    check("mail-spf", spf.outcome, { domain, record: spf.text }),
    check("mail-dkim", dkim.outcome, { domain, name }),
    check("mail-dmarc", dmarc.outcome, { domain }),
    check("mail-reverse", checkOutcomes[reverse.outcome] ?? "unknown", { host, name: nameIn(reverse.seen) }),
  ];
}

const checkOutcomes: Partial<Record<NameOutcome, ErrandCheck["outcome"]>> = {
  right: "ok",
  missing: "missing",
  elsewhere: "missing",
};

/** The name of `192.0.2.1 mail.example`. */
function nameIn([first = ""]: readonly string[]): string {
  return first.split(" ")[1] ?? "";
}

/** A text that begins like this, in one piece. A server that does not answer is not the same as a text that is not there. */
async function textAt(ask: Asker, name: string, start: RegExp): Promise<Text> {
  const answer = await ask.resolver({ name, type: "TXT" });
  if (answer.kind !== "answer") return nobodyKnows;
  const text = answer.answers.find(({ type, value }) => type === "TXT" && start.test(value))?.value;
  return text === undefined ? { outcome: "missing", text: "" } : { outcome: "ok", text };
}
