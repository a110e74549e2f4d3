import { findApplication } from "@allotment/catalogue";
import type { UserActor } from "@allotment/store";

/** Whether a person may choose this application. What does not exist is nobody's to choose. */
export function maySee(actor: UserActor, application: string): boolean {
  const module = findApplication(application);
  return module !== undefined && (module.manifest.audience === "everyone" || actor.role === "provider");
}
