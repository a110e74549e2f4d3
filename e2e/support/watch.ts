import type { BrowserContext, Request } from "@playwright/test";

/** What browsers complain about while nobody looks. */
export interface Watch {
  /** Watches one more browser. */
  readonly follow: (context: BrowserContext) => void;
  /** Complaints so far, without those that were announced. */
  readonly complaints: () => readonly string[];
  /** Announces complaints that belong to a test: a page that is not there, a connection that is cut on purpose. */
  readonly allow: (expected: RegExp) => void;
}

/** Requests that a browser gives up by itself when it leaves a page. */
const givenUp = "net::ERR_ABORTED";

/** Notes console errors, errors in pages, requests that were refused or failed, and every request to another origin. */
export function watch(origin: string): Watch {
  const heard: string[] = [];
  const allowed: RegExp[] = [];
  return {
    follow: (context) => listen(context, origin, (complaint) => heard.push(complaint)),
    complaints: () => heard.filter((complaint) => !allowed.some((pattern) => pattern.test(complaint))),
    allow: (expected) => void allowed.push(expected),
  };
}

function listen(context: BrowserContext, origin: string, complain: (complaint: string) => void): void {
  context.on("console", (message) => {
    if (message.type() === "error") complain(`console: ${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (error) => complain(`page: ${error.error().stack ?? error.error().message}`));
  context.on("request", (request) => {
    if (isForeign(request, origin)) complain(`other origin: ${request.url()}`);
  });
  context.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText ?? "";
    if (reason !== givenUp) complain(`request: ${request.method()} ${request.url()} ${reason}`);
  });
  context.on("response", (response) => {
    if (response.status() >= 400) complain(`answer: ${response.status()} ${response.url()}`);
  });
}

function isForeign(request: Request, origin: string): boolean {
  const url = new URL(request.url());
  return ["http:", "https:", "ws:", "wss:"].includes(url.protocol) && url.origin !== origin;
}
