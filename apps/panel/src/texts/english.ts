import backups from "../../messages/en/backups.json" with { type: "json" };
import common from "../../messages/en/common.json" with { type: "json" };
import configuration from "../../messages/en/configuration.json" with { type: "json" };
import deployments from "../../messages/en/deployments.json" with { type: "json" };
import newDeployment from "../../messages/en/new-deployment.json" with { type: "json" };
import plan from "../../messages/en/plan.json" with { type: "json" };
import run from "../../messages/en/run.json" with { type: "json" };
import signIn from "../../messages/en/sign-in.json" with { type: "json" };

/** All English texts by area, one file each. */
export const english = {
  backups,
  common,
  configuration,
  deployments,
  newDeployment,
  plan,
  run,
  signIn,
};

/** The shape of the texts: other languages have the same keys. */
export type Texts = typeof english;
