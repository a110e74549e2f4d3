import type { DeclaredThing } from "@allotment/api";
import { Fold, LinkButton, TextField } from "@allotment/ui";
import { texts } from "../../texts/texts.ts";
import type { FirstDayFacts } from "./facts.ts";
import { LastTest } from "./LastTest.tsx";
import type { FirstDayStep } from "./steps.ts";
import { Task } from "./Task.tsx";
import { TestForm } from "./TestForm.tsx";

/** Tests of what communities will depend on beside machines. */
export function ServicesTask({ facts, step }: { readonly facts: FirstDayFacts; readonly step: FirstDayStep }) {
  const t = texts("firstDay");
  const things = facts.declared.filter(({ type }) => type !== "machine");
  const [place] = facts.places;
  return (
    <Task step={step}>
      {things.length > 0 && (
        <ul className="u-list">
          {things.map((thing) => (
            <li key={`${thing.environmentId} ${thing.type} ${thing.offer}`}>
              <Thing thing={thing} />
            </li>
          ))}
        </ul>
      )}
      {things.length === 0 && place && (
        <p>
          <LinkButton href={`/environments/${place.slug}/edit#type-smtp`}>{t("steps.services.action")}</LinkButton>
        </p>
      )}
    </Task>
  );
}

/** One thing with its last test and the button for another. */
function Thing({ thing }: { readonly thing: DeclaredThing }) {
  const t = texts("firstDay");
  const { type, offer, environmentName } = thing;
  const title = `${texts("environments")(`types.${type}.title`)}: ${offer} (${environmentName})`;
  return (
    <div className="u-row">
      <LastTest title={title} thing={thing} />
      {type === "smtp" ? (
        <Fold summary={t("steps.services.sendMail")}>
          <TestForm thing={thing} title={title}>
            <TextField
              label={t("steps.services.to")}
              id={`${thing.environmentId}-${offer}-to`}
              name="to"
              type="email"
              required
            />
            <TextField
              label={t("steps.services.senderDomain")}
              help={t("steps.services.senderDomainHelp")}
              id={`${thing.environmentId}-${offer}-domain`}
              name="senderDomain"
              spellCheck={false}
              required
            />
          </TestForm>
        </Fold>
      ) : (
        <TestForm thing={thing} title={title} />
      )}
    </div>
  );
}
