import { sayFinding, sentence } from "@allotment/model";
import { incidentReport, type IncidentEvidence, type NotificationRecord, type OpenContact } from "@allotment/store";

/** A mail without its addresses. */
export interface Composed {
  readonly subject: string;
  readonly text: string;
  /** Text that goes along; null for none. */
  readonly report: string | null;
}

/** One thing of a mail that tells of several. */
export interface DigestPart {
  readonly notification: NotificationRecord;
  readonly evidence: IncidentEvidence | null;
}

const say = (key: string, params: Readonly<Record<string, string | number>> = {}) =>
  sentence(`notifications.mail.${key}`, params);

/** A mail that tells of one incident: what happened, what is unharmed, what to do, where to read on, and a report. */
export function incidentMail(
  { type }: NotificationRecord,
  evidence: IncidentEvidence,
  { publicUrl, forProvider }: Readonly<{ publicUrl: string; forProvider: boolean }>,
): Composed {
  const { incident, deployment } = evidence;
  const { title, text, unharmed, advice } = sayFinding(incident);
  const closed = type === "incident.closed";
  const since = momentText(incident.openedAt ?? incident.firstSeenAt);
  const link = `${publicUrl}/deployments/${deployment.slug}/incidents/${incident.id}`;
  const shown = closed ? say("resolved", { title }) : title;
  const opened = [
    `${say("greeting", { deployment: deployment.title, title })} ${say("since", { at: since })}.`,
    text,
    `${say("unharmed")}: ${unharmed}`,
    `${say("advice")}: ${advice} ${say("turn", { turn: incident.turn })}`,
  ];
  const over = [
    say("greeting", { deployment: deployment.title, title: shown }),
    say("closed", { at: momentText(incident.closedAt ?? incident.lastSeenAt), since }),
  ];
  const end = [`${say("link")}: ${link}`, ...(closed ? [] : [say("report")]), footer(publicUrl)];
  return {
    subject: say("subject", { deployment: deployment.slug, title: shown }),
    text: paragraphs([...(closed ? over : opened), ...end]),
    report: closed ? null : incidentReport(evidence, forProvider),
  };
}

/** One mail for all that happened while its contact had been told enough. */
export function digestMail(parts: readonly DigestPart[], publicUrl: string): Composed {
  const lines = parts.map(({ notification, evidence }) => {
    if (evidence === null) return `- ${notification.type}`;
    const { incident, deployment } = evidence;
    const { title } = sayFinding(incident);
    const closed = notification.type === "incident.closed";
    const at = momentText((closed ? incident.closedAt : incident.openedAt) ?? incident.firstSeenAt);
    const line = say(closed ? "digest.closed" : "digest.opened", { deployment: deployment.title, title, at });
    return `- ${line}\n  ${publicUrl}/deployments/${deployment.slug}/incidents/${incident.id}`;
  });
  return {
    subject: say("digest.subject", { count: parts.length }),
    text: paragraphs([say("digest.text"), lines.join("\n"), footer(publicUrl)]),
    report: null,
  };
}

/** A mail that asks whether it arrived. */
export function testMail({ id, code }: OpenContact, publicUrl: string): Composed {
  const shown = (code ?? "").replace(/^(.{4})/, "$1-");
  return {
    subject: say("test.subject"),
    text: paragraphs([
      say("test.text", { url: publicUrl }),
      say("test.code", { code: shown }),
      `${publicUrl}/contact/${id}?code=${shown}`,
      say("test.otherwise"),
    ]),
    report: null,
  };
}

/** A mail about a webhook that could not be reached for days. */
export function disabledMail({ facts }: NotificationRecord, publicUrl: string, page: string): Composed {
  const { contact } = facts as { contact: { address: string; failingSince: string } };
  const { host } = new URL(contact.address);
  return {
    subject: say("disabled.subject"),
    text: paragraphs([
      say("disabled.text", { address: host, since: momentText(contact.failingSince) }),
      `${say("disabled.link")}: ${publicUrl}${page}`,
      footer(publicUrl),
    ]),
    report: null,
  };
}

const days = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });

function momentText(iso: string): string {
  return `${days.format(new Date(iso))} UTC`;
}

function footer(url: string): string {
  return `-- \n${say("footer", { url })}`;
}

function paragraphs(parts: readonly string[]): string {
  return `${parts.join("\n\n")}\n`;
}
