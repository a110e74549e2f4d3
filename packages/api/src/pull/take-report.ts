import { type PullReport, system } from "@allotment/store";
import { z } from "zod";
import { readBody } from "../http/read-body.ts";
import { type MachineServices, unauthorised } from "./serve-git.ts";
import { machineOf } from "./token.ts";

const bodyBytesMax = 64 * 1024;

/** So much of what went wrong is kept, in characters: its end, where builders and Nix say why. */
const errorLengthMax = 2000;

const fields = z.object({
  commit: z.string().regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/),
  generation: z
    .string()
    .regex(/^\d{0,9}$/)
    .transform((text) => (text === "" ? null : Number(text))),
  system: z
    .string()
    .regex(/^(?:\/nix\/store\/[\w.+?=-]{1,255})?$/)
    .transform((text) => (text === "" ? null : text)),
  status: z.enum(["running", "failed"]),
  error: z.string().transform(lastOf),
});

/**
 * Takes what a machine says about what it runs: `POST /api/report/<deployment>`, a form with `commit`, `generation`,
 * `system`, `status` and `error`, with the token that the machine fetches with.
 */
export async function takeReport({ store }: MachineServices, request: Request): Promise<Response> {
  const [, deployment] = /^\/api\/report\/([a-z][a-z0-9-]{0,62})$/.exec(new URL(request.url).pathname) ?? [];
  const machine = deployment === undefined ? null : await machineOf(store, deployment, request.headers);
  if (machine === null) return unauthorised();
  const body = await readBody(request, bodyBytesMax);
  if (body === null) return new Response(null, { status: 413 });
  const form = Object.fromEntries(new URLSearchParams(new TextDecoder().decode(body)));
  const read = fields.safeParse({ generation: "", system: "", error: "", ...form });
  if (!read.success) return new Response(null, { status: 400 });
  const report: PullReport = read.data;
  await store.pull.report(system, { deploymentId: machine.deploymentId, machine: machine.machine, report });
  return new Response(null, { status: 204 });
}

function lastOf(text: string): string {
  // eslint-disable-next-line no-control-regex -- colours and other control characters of what a machine's tools wrote
  const plain = text.replace(/\u001B\[[0-9;]*m/g, "").replace(/[\u0000-\u0008\u000B-\u001F\u007F]/g, "");
  return plain.trim().slice(-errorLengthMax);
}
