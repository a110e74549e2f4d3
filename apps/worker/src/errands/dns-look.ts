import { promises as dns } from "node:dns";
import type { Resolve } from "./handler.ts";

/** What looking up came to: records, surely none, or nobody knows. */
export type Looked<Record> =
  { readonly outcome: "ok"; readonly records: readonly Record[] } | { readonly outcome: "missing" | "unknown" };

/**
 * A resolver that gives up soon.
 *
 * @param addresses name servers to ask; the machine's own when left out
 */
export function resolver(addresses?: readonly string[]): Resolve {
  const made = new dns.Resolver({ timeout: 3000, tries: 2 });
  if (addresses !== undefined) made.setServers(addresses);
  return made;
}

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
