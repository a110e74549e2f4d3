import { problemFor } from "../errors/api-error.ts";
import type { ErrorCode } from "../errors/codes.ts";
import { documentLengthMax } from "../inputs.ts";
import type { ApiSettings } from "../settings.ts";
import { readBody } from "./read-body.ts";

/** Largest body in bytes: a document of the largest size with characters of several bytes, and what stands around it. */
const bodyBytesMax = 4 * documentLengthMax;

/**
 * Refuses changes that come from another site.
 *
 * @returns the answer to send, or null when the request may go on
 */
export function refuseRequest(request: Request, settings: ApiSettings): Response | null {
  return request.method !== "GET" && isForeign(request, settings) ? answer("foreign-origin", 403) : null;
}

/** The request with its body read; or the answer to send when that is larger than any document. */
export async function withBody(request: Request): Promise<Request | Response> {
  if (request.body === null) return request;
  const body = await readBody(request, bodyBytesMax);
  if (body === null) return answer("input-too-large", 413);
  const { method, headers, signal } = request;
  return new Request(request.url, { method, headers, signal, body });
}

// Cookies are SameSite=Lax already; this holds where a browser does not know that, and for sign-in, which needs no cookie.
function isForeign(request: Request, settings: ApiSettings): boolean {
  const origin = request.headers.get("origin");
  if (origin === null) return request.headers.get("sec-fetch-site") === "cross-site";
  if (origin === settings.publicUrl) return false;
  const forwarded = settings.trustProxy ? request.headers.get("x-forwarded-host") : null;
  const host = forwarded ?? request.headers.get("host") ?? new URL(request.url).host;
  return !URL.canParse(origin) || new URL(origin).host !== host;
}

function answer(code: ErrorCode, status: number): Response {
  const problem = problemFor(code);
  return Response.json(
    { error: { message: problem.summary, code: -32_600, data: { httpStatus: status, problem } } },
    { status },
  );
}
