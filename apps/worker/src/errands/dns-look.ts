import type { Resolve } from "../names/resolver.ts";

/** What looking up came to: records, surely none, or nobody knows. */
export type Looked<Record> =
  { readonly outcome: "ok"; readonly records: readonly Record[] } | { readonly outcome: "missing" | "unknown" };

const surelyNone: ReadonlySet<unknown> = new Set(["ENOTFOUND", "ENODATA"]);

/** Looks something up. A server that does not answer is not the same as a record that is not there. */
export async function look<Record>(question: Promise<readonly Record[]>): Promise<Looked<Record>> {
  try {
    const records = await question;
    return records.length === 0 ? { outcome: "missing" } : { outcome: "ok", records };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    return { outcome: surelyNone.has(code) ? "missing" : "unknown" };
  }
}

/** Text records that begin with these words, each in one piece. */
export async function lookForText(name: string, start: RegExp, resolve: Resolve): Promise<Looked<string>> {
  const found = await look(resolve.resolveTxt(name));
  if (found.outcome !== "ok") return found;
  const records = found.records.map((parts) => parts.join("")).filter((text) => start.test(text));
  return records.length === 0 ? { outcome: "missing" } : { outcome: "ok", records };
}
