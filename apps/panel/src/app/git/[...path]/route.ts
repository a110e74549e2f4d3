import { api } from "../../../server/api.ts";

export const dynamic = "force-dynamic";

/** The tree of a deployment as a git repository, for its machines. */
export function GET(request: Request): Promise<Response> {
  return api().machineHandler(request);
}

export const POST = GET;
