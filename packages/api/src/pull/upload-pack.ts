import { spawn } from "node:child_process";
import path from "node:path";
import { Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** One call of `git upload-pack`. */
export interface UploadPackCall {
  /** Folder of the repository with its files. */
  readonly repository: string;
  /** `advertise`: which branches there are. `answer`: the objects that the body asks for. */
  readonly mode: "advertise" | "answer";
  /** What the client said in `Git-Protocol`, checked; null for the first version. */
  readonly protocol: string | null;
  /** What the client asks for; null to advertise. */
  readonly body: Uint8Array | null;
  readonly contentType: string;
  /** Written before what git says. */
  readonly prefix: string;
  /** Aborted when the client goes away. */
  readonly signal: AbortSignal;
}

/** After this long, a machine that reads slowly is let go. */
const timeoutSeconds = 300;

/** Clients that are served at once; the others are asked to come back. */
const clientsMax = 8;
let clients = 0;

/**
 * Serves objects of a repository: reading only, `main` only, no shell, nothing of the server's own git configuration.
 * The answer is passed on while git writes it.
 */
export function uploadPack(call: UploadPackCall): Response {
  if (clients >= clientsMax) return new Response(null, { status: 503, headers: { "retry-after": "10" } });
  clients += 1;
  const signal = AbortSignal.any([call.signal, AbortSignal.timeout(timeoutSeconds * 1000)]);
  const child = spawn("git", argumentsFor(call), {
    cwd: "/",
    env: environmentFor(call.protocol),
    stdio: ["pipe", "pipe", "ignore"],
    signal,
    killSignal: "SIGKILL",
  });
  child.once("close", () => (clients -= 1));
  // Without git there is no process, and the stream of the answer ends with the error.
  child.once("error", (error) => child.stdout.destroy(error));
  void write(child.stdin, call.body);
  const output = Readable.from(withPrefix(call.prefix, child.stdout), { objectMode: false });
  output.once("close", () => child.kill("SIGKILL"));
  const headers = { "content-type": call.contentType, "cache-control": "no-cache, max-age=0, must-revalidate" };
  return new Response(Readable.toWeb(output) as ReadableStream<Uint8Array>, { headers });
}

function argumentsFor({ repository, mode }: UploadPackCall): string[] {
  const folder = path.join(repository, ".git");
  const settings = [
    // The worker may run as another user.
    `safe.directory=${folder}`,
    "core.hooksPath=/dev/null",
    "transfer.hideRefs=refs/",
    "transfer.hideRefs=!refs/heads/main",
  ];
  return [
    ...settings.flatMap((setting) => ["-c", setting]),
    "upload-pack",
    "--strict",
    "--stateless-rpc",
    ...(mode === "advertise" ? ["--advertise-refs"] : []),
    folder,
  ];
}

function environmentFor(protocol: string | null): NodeJS.ProcessEnv {
  return {
    PATH: process.env["PATH"] ?? "",
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_CONFIG_SYSTEM: "/dev/null",
    GIT_TERMINAL_PROMPT: "0",
    LC_ALL: "C",
    ...(protocol === null ? {} : { GIT_PROTOCOL: protocol }),
  };
}

/** A client that goes away early closes the pipe; that is no trouble of ours. */
async function write(stdin: Writable, body: Uint8Array | null): Promise<void> {
  await pipeline(Readable.from(body === null ? [] : [body]), stdin).catch(() => undefined);
}

async function* withPrefix(prefix: string, output: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  if (prefix !== "") yield Buffer.from(prefix);
  yield* output;
}
