import { api } from "../../../../server/api.ts";

export const dynamic = "force-dynamic";

/** The procedures for scripts in the browser. */
export function GET(request: Request): Promise<Response> {
  return api().handler(request);
}

export const POST = GET;
