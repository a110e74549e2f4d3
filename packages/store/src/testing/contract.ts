import { describe } from "vitest";
import { checklistContract } from "./contract/checklists.ts";
import { checkContract } from "./contract/checks.ts";
import { claimContract } from "./contract/claims.ts";
import { deploymentContract } from "./contract/deployments.ts";
import { desiredContract } from "./contract/desired.ts";
import { domainContract } from "./contract/domains.ts";
import { environmentContract } from "./contract/environments.ts";
import { errandContract } from "./contract/errands.ts";
import { leaseContract } from "./contract/leases.ts";
import { limitContract } from "./contract/limits.ts";
import { nameContract } from "./contract/names.ts";
import { observationContract } from "./contract/observations.ts";
import { offerContract } from "./contract/offers.ts";
import { peopleContract } from "./contract/people.ts";
import { pullContract } from "./contract/pull.ts";
import { removalContract } from "./contract/removals.ts";
import { runContract } from "./contract/runs.ts";
import { secretContract } from "./contract/secrets.ts";
import type { StoreSetup } from "./contract/setup.ts";
import { startContract } from "./contract/start.ts";
import { tellingContract } from "./contract/telling.ts";
import { tenantContract } from "./contract/tenants.ts";
import { trailContract } from "./contract/trail.ts";

export type { StoreSetup } from "./contract/setup.ts";

/** Everything that a store must do, whatever it is made of. Call it inside a test file, once for each kind of store. */
export function testStore(name: string, setup: StoreSetup): void {
  describe(name, () => {
    peopleContract(setup);
    environmentContract(setup);
    deploymentContract(setup);
    desiredContract(setup);
    removalContract(setup);
    domainContract(setup);
    nameContract(setup);
    startContract(setup);
    offerContract(setup);
    limitContract(setup);
    leaseContract(setup);
    runContract(setup);
    errandContract(setup);
    checkContract(setup);
    observationContract(setup);
    claimContract(setup);
    checklistContract(setup);
    secretContract(setup);
    pullContract(setup);
    tellingContract(setup);
    trailContract(setup);
    tenantContract(setup);
  });
}
