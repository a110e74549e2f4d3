import type { Configuration } from "@allotment/model";
import { initialBackups } from "../deployment/create.ts";

/** A configuration with one practice application. */
export function helloConfiguration(domain: string, title = "Hello"): Configuration {
  return {
    schemaVersion: 1,
    applications: { hello: { application: "hello", options: { domain, title } } },
    backups: initialBackups,
  };
}
