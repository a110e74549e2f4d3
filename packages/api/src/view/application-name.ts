import { findApplication } from "@allotment/catalogue";

/** Name of an application as people know it; its id where the catalogue has it no more. */
export function applicationName(application: string): string {
  return findApplication(application)?.manifest.name ?? application;
}
