import { api } from "../../../../server/api.ts";

export const dynamic = "force-dynamic";

/** What a machine says about what it runs. */
export function POST(request: Request): Promise<Response> {
  return api().machineHandler(request);
}
