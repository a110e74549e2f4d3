import type { Caller, DeploymentSummary } from "@allotment/api";

type Preview = Awaited<ReturnType<Caller["deployment"]["preview"]>>;
type Erasure = NonNullable<Awaited<ReturnType<Caller["deployment"]["erasure"]>>>;

/** One line about a deployment: short name, status, what is wanted, when it is erased, title. */
export function stateLine({ slug, status, desired, eraseAt, removedAt, title }: DeploymentSummary): string {
  const when = removedAt ?? eraseAt;
  return [slug, status, `wanted: ${desired}`, when ?? "", title].join("\t");
}

/** What another state would mean, for reading. */
export function previewText(preview: Preview): string {
  const { plan, diagnostics, stays, erased, left, elsewhere, onlyDraft } = preview;
  return [
    ...(onlyDraft ? ["Nothing of it was ever installed: it can be removed at once."] : []),
    ...list(
      "In the way:",
      diagnostics.filter(({ severity }) => severity === "error").map(({ summary, detail }) => `${summary} ${detail}`),
    ),
    ...list("Changes:", plan?.changes.map(({ sentence, effectText }) => `${sentence} (${effectText})`) ?? []),
    ...machines("Erased", erased),
    ...list(
      "Left outside of the machines:",
      left.map(({ sentence }) => sentence),
    ),
    ...list("Stays:", stays),
    ...list("Other servers:", elsewhere),
  ].join("\n");
}

/** The record of an erasure, for reading. */
export function erasureText(record: Erasure): string {
  const { at, requestedByName, requestedAt, reason, backup, practice } = record;
  const declined = backup !== null && backup !== "take" ? `Last backup: declined (“${backup.declined}”).` : "";
  return [
    `Removed ${at}; asked for by ${requestedByName ?? "somebody"} ${requestedAt}${reason === "" ? "" : `: “${reason}”`}.`,
    ...(practice ? ["It was practice: there was nothing on any machine."] : []),
    ...(backup === "take" ? ["Last backup: taken."] : [declined].filter((line) => line !== "")),
    ...machines("Erased", record.machines),
    ...list("Secrets forgotten:", record.secretsForgotten),
    ...list("Secrets kept, because they open the last backup:", record.secretsKept),
    ...list(
      "Addresses:",
      record.hosts.map(({ sentence }) => sentence),
    ),
    ...list(
      "Left outside of the machines:",
      record.left.map(({ sentence }) => sentence),
    ),
    ...list("Other servers:", record.elsewhere),
  ].join("\n");
}

function machines(verb: string, all: Preview["erased"]): string[] {
  return all.flatMap(({ machine, things }) =>
    list(
      `${verb} on ${machine}:`,
      things.map(({ kindText, name, bytes, files }) => `${kindText}: ${name}${amount(bytes, files)}`),
    ),
  );
}

function amount(bytes: number | null, files: number | null): string {
  const parts = [bytes === null ? "" : `${bytes} bytes`, files === null ? "" : `${files} files`];
  const known = parts.filter((part) => part !== "");
  return known.length === 0 ? "" : ` (${known.join(", ")})`;
}

function list(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  - ${line}`)];
}
