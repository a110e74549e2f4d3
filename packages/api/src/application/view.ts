import { applications } from "@allotment/catalogue";
import type { ApplicationModule, Manifest } from "@allotment/model";
import type { UserActor } from "@allotment/store";

/** An application as a card of the catalogue and a row of the comparison matrix. */
export interface ApplicationCard {
  readonly id: string;
  readonly manifest: Manifest;
}

/** An application with everything a form needs. */
export interface ApplicationView extends ApplicationCard {
  readonly version: number;
  readonly optionsSchema: ApplicationModule["optionsSchema"];
  readonly upgrades: ApplicationModule["upgrades"];
}

/** The applications that a person may choose, in the order of the catalogue. */
export function visibleApplications(actor: UserActor): readonly ApplicationModule[] {
  return applications.filter(({ manifest }) => manifest.audience === "everyone" || actor.role === "provider");
}
