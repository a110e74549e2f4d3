import { type ChildProcessByStdio, spawn } from "node:child_process";
import path from "node:path";
import { Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { UploadSlots } from "./upload-slots.ts";

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

/**
 * Serves objects of a repository: reading only, `main` only, no shell, nothing of the server's own git configuration.
 * The answer is passed on while git writes it; a client that finds no place is asked to come back.
 */
export async function uploadPack(slots: UploadSlots, call: UploadPackCall): Promise<Response> {
  const free = await slots.take(call.repository);
  if (free === null) return new Response(null, { status: 503, headers: { "retry-after": "10" } });
  const child = spawn("git", argumentsFor(call), {
    cwd: "/",
    env: environmentFor(call.protocol),
    stdio: ["pipe", "pipe", "ignore"],
  });
  // What git wrote is passed on after its end, and needs no place.
  void new Promise((resolve) => child.once("exit", resolve).once("error", resolve)).then(free);
  const output = Readable.from(withPrefix(call.prefix, child.stdout), { objectMode: false });
  endInTime(child, output, { signal: call.signal, milliseconds: slots.limits.answerMilliseconds });
  void write(child.stdin, call.body);
  const headers = { "content-type": call.contentType, "cache-control": "no-cache, max-age=0, must-revalidate" };
  return new Response(Readable.toWeb(output) as ReadableStream<Uint8Array>, { headers });
}

function endInTime(
  child: ChildProcessByStdio<Writable, Readable, null>,
  output: Readable,
  { signal, milliseconds }: Readonly<{ signal: AbortSignal; milliseconds: number }>,
): void {
  const end = (error: Error) => {
    child.kill("SIGKILL");
    child.stdout.destroy();
    output.destroy(error);
  };
  const letGo = () => end(new Error("the client reads too slowly, or is gone"));
  // A timer of our own: Node 20 collects a timeout signal that nothing but `AbortSignal.any` holds, and it never fires.
  const timer = setTimeout(letGo, milliseconds).unref();
  signal.addEventListener("abort", letGo, { once: true });
  if (signal.aborted) letGo();
  // Without git there is no process, and the answer ends with the error.
  child.once("error", end);
  output.once("close", () => {
    clearTimeout(timer);
    signal.removeEventListener("abort", letGo);
    child.kill("SIGKILL");
  });
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
  const settings: Record<string, string> = {
    PATH: process.env["PATH"] ?? "",
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_CONFIG_SYSTEM: "/dev/null",
    GIT_TERMINAL_PROMPT: "0",
    LC_ALL: "C",
    ...(protocol === null ? {} : { GIT_PROTOCOL: protocol }),
  };
  // Next.js types every environment as if it had NODE_ENV, which is nothing to git.
  return settings as NodeJS.ProcessEnv;
}

/** A client that goes away early closes the pipe; that is no trouble of ours. */
async function write(stdin: Writable, body: Uint8Array | null): Promise<void> {
  await pipeline(Readable.from(body === null ? [] : [body]), stdin).catch(() => undefined);
}

async function* withPrefix(prefix: string, output: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  if (prefix !== "") yield Buffer.from(prefix);
  yield* output;
}
