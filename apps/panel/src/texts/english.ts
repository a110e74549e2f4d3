import account from "../../messages/en/account.json" with { type: "json" };
import backups from "../../messages/en/backups.json" with { type: "json" };
import catalogue from "../../messages/en/catalogue.json" with { type: "json" };
import claim from "../../messages/en/claim.json" with { type: "json" };
import common from "../../messages/en/common.json" with { type: "json" };
import configuration from "../../messages/en/configuration.json" with { type: "json" };
import deployments from "../../messages/en/deployments.json" with { type: "json" };
import domains from "../../messages/en/domains.json" with { type: "json" };
import environments from "../../messages/en/environments.json" with { type: "json" };
import errors from "../../messages/en/errors.json" with { type: "json" };
import firstDay from "../../messages/en/first-day.json" with { type: "json" };
import fleet from "../../messages/en/fleet.json" with { type: "json" };
import health from "../../messages/en/health.json" with { type: "json" };
import invitation from "../../messages/en/invitation.json" with { type: "json" };
import machines from "../../messages/en/machines.json" with { type: "json" };
import newDeployment from "../../messages/en/new-deployment.json" with { type: "json" };
import notifications from "../../messages/en/notifications.json" with { type: "json" };
import operators from "../../messages/en/operators.json" with { type: "json" };
import plan from "../../messages/en/plan.json" with { type: "json" };
import run from "../../messages/en/run.json" with { type: "json" };
import secrets from "../../messages/en/secrets.json" with { type: "json" };
import setup from "../../messages/en/setup.json" with { type: "json" };
import signIn from "../../messages/en/sign-in.json" with { type: "json" };
import states from "../../messages/en/states.json" with { type: "json" };

/** All English texts by area, one file each. */
export const english = {
  account,
  backups,
  catalogue,
  claim,
  common,
  configuration,
  deployments,
  domains,
  environments,
  errors,
  firstDay,
  fleet,
  health,
  invitation,
  machines,
  newDeployment,
  notifications,
  operators,
  plan,
  run,
  secrets,
  setup,
  signIn,
  states,
};

/** The shape of the texts: other languages have the same keys. */
export type Texts = typeof english;
