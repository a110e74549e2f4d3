import { serveGit, type MachineServices } from "./serve-git.ts";
import { takeReport } from "./take-report.ts";

export type { MachineServices } from "./serve-git.ts";

/** Answers requests of machines: the repository of their deployment below `/git`, and their reports. */
export function answerMachine(services: MachineServices, request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  return pathname.startsWith("/git/") ? serveGit(services, request) : takeReport(services, request);
}
