import { readFile, stat } from "node:fs/promises";
import { LineCounter, parseDocument } from "yaml";
import { CliError } from "./exit.ts";

/** Larger files than this are no configuration; reading them would only take memory. */
const bytesMax = 2_000_000;

/**
 * Reads a JSON or YAML file (JSON is YAML).
 *
 * @throws CliError that names the file, and for malformed YAML the line and column
 */
export async function readDocument(file: string): Promise<unknown> {
  const text = await readText(file);
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, uniqueKeys: true });
  const error = document.errors[0];
  if (error) {
    const { line, col } = lineCounter.linePos(error.pos[0]);
    throw new CliError(`${file}, line ${line}, column ${col}: ${error.message.split("\n")[0] ?? "not valid YAML"}`);
  }
  return toValue(file, document);
}

// A document of a few lines can unfold to gigabytes through aliases; the library refuses beyond this number.
function toValue(file: string, document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch {
    throw new CliError(`${file}: it repeats parts by reference too often. Write them out.`);
  }
}

async function readText(file: string): Promise<string> {
  try {
    const { size } = await stat(file);
    if (size > bytesMax) throw new CliError(`${file} is larger than ${bytesMax} bytes. Is it the right file?`);
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof CliError) throw error;
    const code = (error as NodeJS.ErrnoException).code ?? "unknown error";
    throw new CliError(`${file} cannot be read (${code}). Check the name and the permissions.`);
  }
}
