import { redirectedPaths } from "@allotment/model";
import { say } from "../view/sentences.ts";
import type { RecordView, RedirectView } from "./record-view.ts";
import { redirectRules } from "./redirect-rules.ts";

/** A note as a mail: plain text. */
export interface NoteText {
  readonly subject: string;
  readonly body: string;
}

/** What a note is about. */
export interface NoteParts {
  readonly records: readonly RecordView[];
  readonly redirects: readonly RedirectView[];
}

/** What to make, for whoever runs the DNS: what is not right yet; all of it once everything is. */
export function noteText(title: string, parts: NoteParts): NoteText {
  const own = parts.records.filter(({ madeBy }) => madeBy === "operator");
  const open = [...own, ...parts.redirects].some(isOpen);
  const told = open ? own.filter(isOpen) : own;
  const redirects = open ? parts.redirects.filter(isOpen) : parts.redirects;
  const required = told.filter(({ need, unwanted }) => need === "required" && !unwanted);
  const advised = told.filter(({ need }) => need === "advised");
  const unwanted = told.filter((record) => record.unwanted);
  const paragraphs = [
    say("names.note.greeting"),
    ...listed("intro", required, { title }),
    ...listed("unwanted", unwanted),
    ...redirects.flatMap(redirectParagraphs),
    ...listed("advised", advised),
    ...(["spf", "dmarc"] as const).filter((purpose) => advised.some((one) => one.purpose === purpose)).map(hint),
    ...told.slice(0, 1).map(({ ttlSeconds }) => say("names.note.ttl", { ttlSeconds })),
    say("names.note.thanks"),
  ];
  return { subject: say("names.note.subject", { title }), body: `${paragraphs.map(wrapped).join("\n\n")}\n` };
}

/** Columns of a line of prose in a mail (RFC 5322 recommends 78). */
const columnsMax = 76;

/** A paragraph in lines of a mail. Tables and rules, which are indented, stay as they are. */
function wrapped(paragraph: string): string {
  if (paragraph.startsWith(" ")) return paragraph;
  const lines = paragraph.split(" ").reduce<string[]>((done, word) => {
    const last = done.at(-1);
    if (last === undefined || `${last} ${word}`.length > columnsMax) return [...done, word];
    return [...done.slice(0, -1), `${last} ${word}`];
  }, []);
  return lines.join("\n");
}

function isOpen({ look }: RecordView | RedirectView): boolean {
  return look === null || !look.right;
}

function hint(purpose: "spf" | "dmarc"): string {
  return say(`names.note.${purpose}`);
}

function listed(
  sentence: string,
  records: readonly RecordView[],
  params: Readonly<Record<string, string>> = {},
): string[] {
  if (records.length === 0) return [];
  return [say(`names.note.${sentence}`, { ...params, count: records.length }), table(records)];
}

/** Columns that stand below each other in a mail. The value comes last: it can be long. */
function table(records: readonly RecordView[]): string {
  const unknown = say("names.note.value-unknown");
  const rows = [
    [say("names.note.columns.name"), say("names.note.columns.type"), say("names.note.columns.value")],
    ...records.map(({ name, type, value, unwanted, look }) => [
      `${name}.`,
      type,
      unwanted ? (look?.seen.join(" ") ?? "") : written(type, value ?? unknown),
    ]),
  ];
  const width = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  const [nameWidth, typeWidth] = [width(0), width(1)];
  const line = ([name = "", type = "", value = ""]: readonly string[]) =>
    `    ${name.padEnd(nameWidth)}  ${type.padEnd(typeWidth)}  ${value}`;
  return rows.map(line).join("\n");
}

function written(type: RecordView["type"], value: string): string {
  return type === "CNAME" ? `${value}.` : value;
}

function redirectParagraphs(redirect: RedirectView): string[] {
  const { account, web } = redirect;
  const indented = (lines: readonly string[]) => lines.map((line) => `    ${line}`).join("\n");
  return [
    say("names.note.redirect", { account, web }),
    indented(redirectedPaths.map((path) => `https://${account}${path}`)),
    ...redirectRules(redirect).flatMap(({ server, lines }) => [say("names.note.rule", { server }), indented(lines)]),
    say("names.note.wordpress"),
  ];
}
