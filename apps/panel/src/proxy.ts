import { NextResponse, type NextRequest } from "next/server";

/** So long a browser comes back by TLS only; this host alone, others of the domain may not be ours. */
const oneYearSeconds = 31_536_000;

/**
 * Security headers for every page. Scripts run only with the nonce of their response, so nothing that an operator types
 * can become one; Next finds the nonce in the request's policy and puts it on its own scripts.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.randomUUID()).toString("base64");
  const policy = contentSecurityPolicy(nonce, process.env.NODE_ENV === "development");
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("x-path", request.nextUrl.pathname);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  response.headers.set("referrer-policy", "same-origin");
  response.headers.set("x-content-type-options", "nosniff");
  response.headers.set("x-frame-options", "DENY");
  if (process.env["ALLOTMENT_PUBLIC_URL"]?.startsWith("https:")) {
    response.headers.set("strict-transport-security", `max-age=${oneYearSeconds}`);
  }
  response.headers.set("permissions-policy", "camera=(), geolocation=(), microphone=()");
  return response;
}

// Development compiles in the browser, which needs eval; a built panel does not.
function contentSecurityPolicy(nonce: string, development: boolean): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    `connect-src 'self'${development ? " ws:" : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** Everything but files that are the same for everybody. */
export const config = { matcher: ["/((?!_next/static|icon.svg|favicon.ico).*)"] };
