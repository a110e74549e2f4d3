import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { TestHost } from "../index.ts";

/** A program that stands before a name server. */
export interface Relay {
  readonly end: () => Promise<void>;
}

/**
 * Starts a relay on port 53 of a host that passes questions on to another port there, and answers so much later.
 *
 * @throws Error where it does not start
 */
export async function startRelay(
  host: TestHost,
  { port, milliseconds }: { readonly port: number; readonly milliseconds: number },
): Promise<Relay> {
  const program = fileURLToPath(new URL("relay.mjs", import.meta.url));
  const child = host.startBeside([process.execPath, program, host.ipv4, String(port), String(milliseconds)]);
  const ended = once(child, "close");
  let said = "";
  child.stderr?.on("data", (text) => (said += String(text)));
  const isReady = child.stdout ? await Promise.race([once(child.stdout, "data"), ended.then(() => null)]) : null;
  if (isReady === null) throw new Error(`The relay of ${host.name} ended: ${said}`);
  return {
    end: async () => {
      child.stdin?.end();
      await ended;
    },
  };
}
