import type { HealthCheck, HttpHealthCheck } from "./generated/schemas.ts";

/** Whether a check is a request that a visitor could send; the others ask a program on the machine. */
export function isRequest(check: HealthCheck): check is HttpHealthCheck {
  return "url" in check;
}
