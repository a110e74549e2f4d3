import type { Readable } from "node:stream";
import { StringDecoder } from "node:string_decoder";

/** How much is read of what a program says, in characters. */
export interface LineLimits {
  /** Longest line; the rest of a longer one is left out. */
  readonly lineLength: number;
  /** Most of everything; after it comes nothing more. */
  readonly total: number;
}

/**
 * Reads lines as they come, in bounded memory whatever the other side says. Ends when the stream does or there was too much;
 * the stream is closed then.
 *
 * @returns whether there was too much.
 */
export async function* readLines(stream: Readable, limits: LineLimits): AsyncGenerator<string, boolean> {
  const decoder = new StringDecoder("utf8");
  let begun = "";
  let total = 0;
  for await (const chunk of stream as AsyncIterable<Buffer | string>) {
    const text = typeof chunk === "string" ? chunk : decoder.write(chunk);
    total += text.length;
    const pieces = text.split("\n");
    for (const [index, piece] of pieces.entries()) {
      begun += piece.slice(0, limits.lineLength - begun.length);
      if (index === pieces.length - 1) continue;
      yield begun;
      begun = "";
    }
    if (total > limits.total) return true;
  }
  if (begun !== "") yield begun;
  return false;
}
