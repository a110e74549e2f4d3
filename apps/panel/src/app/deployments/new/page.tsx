import type { Metadata } from "next";
import type { ApplicationView } from "@allotment/api";
import { PageHeader, Stepper } from "@allotment/ui";
import { Shell } from "../../../parts/Shell.tsx";
import { getCaller, requireSession } from "../../../server/caller.ts";
import { rawTexts, texts } from "../../../texts/texts.ts";
import { AddressesStep } from "./AddressesStep.tsx";
import { ApplicationsStep } from "./ApplicationsStep.tsx";
import { checkChoices, type CheckedChoices } from "./check-choices.ts";
import { readChoices, stepHref, steps, type Choices, type StepName } from "./choices.ts";
import { DomainStep } from "./DomainStep.tsx";
import { HiddenChoices } from "./HiddenChoices.tsx";
import { NameForm } from "./NameForm.tsx";
import { PlaceStep } from "./PlaceStep.tsx";
import { hostOptions, neededEmails, suggestSlug } from "./suggestions.ts";

export const metadata: Metadata = { title: texts("newDeployment")("title") };

type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The guided path to a new deployment. Every step is a page of its own; the address carries what was chosen. */
export default async function NewDeploymentPage({ searchParams }: { readonly searchParams: Promise<Query> }) {
  await requireSession();
  const caller = await getCaller();
  const asked = readChoices(paramsOf(await searchParams));
  const cards = await caller.application.list();
  const choices = { ...asked, picks: asked.picks.filter((pick) => cards.some(({ id }) => id === pick)) };
  const applications = await Promise.all(choices.picks.map((application) => caller.application.get({ application })));
  const checked = await checkChoices(caller, choices, applications);
  const t = texts("newDeployment");
  const title = t(`${checked.step}.title`);
  return (
    <Shell current="deployments">
      <div className="u-narrow u-stack-loose">
        <Stepper label={t("stepper")} {...stepperOf(choices, checked.step)} />
        <div>
          <PageHeader title={title} sentence={t("sentence")} />
          <Step choices={choices} checked={checked} cards={cards} applications={applications} />
        </div>
      </div>
    </Shell>
  );
}

async function Step(props: {
  readonly choices: Choices;
  readonly checked: CheckedChoices;
  readonly cards: Parameters<typeof ApplicationsStep>[0]["cards"];
  readonly applications: readonly ApplicationView[];
}) {
  const { choices, checked, applications } = props;
  const { step, error } = checked;
  if (step === "applications") return <ApplicationsStep choices={choices} cards={props.cards} error={error} />;
  if (step === "domain") {
    const asksWebsite = applications.some(({ optionsSchema }) => hostOptions(optionsSchema).account !== undefined);
    return <DomainStep choices={choices} error={error} asksWebsite={asksWebsite} />;
  }
  if (step === "addresses") {
    return <AddressesStep choices={choices} applications={applications} errors={checked.instances} />;
  }
  if (step === "place") return <Place choices={choices} error={error} />;
  const t = texts("newDeployment");
  return (
    <NameForm
      labels={rawTexts("newDeployment").name}
      back={{ href: stepHref(choices, "place"), label: t("back") }}
      initial={{ title: choices.base, slug: suggestSlug(choices.base) }}
      emailNeededBy={applications
        .filter(({ optionsSchema }) => neededEmails(optionsSchema).length > 0)
        .map(({ manifest }) => manifest.name)}
    >
      <HiddenChoices choices={choices} />
    </NameForm>
  );
}

async function Place({ choices, error }: { readonly choices: Choices; readonly error: string | undefined }) {
  const session = await requireSession();
  const caller = await getCaller();
  const operators = (await caller.operator.list()).filter(({ disabledAt }) => disabledAt === null);
  const operator =
    operators.find(({ id }) => id === choices.operator) ?? (operators.length === 1 ? operators[0] : undefined);
  const environments = operator ? await caller.environment.list({ operatorId: operator.id }) : [];
  return (
    <PlaceStep
      choices={{ ...choices, operator: operator?.id ?? "" }}
      operators={operators}
      environments={environments.filter(({ disabled }) => !disabled)}
      isProvider={session.user.role === "provider"}
      error={error}
    />
  );
}

function stepperOf(choices: Choices, current: StepName) {
  const t = texts("newDeployment");
  const at = steps.indexOf(current);
  return {
    steps: steps.map((id, index) => ({
      id,
      label: t(`steps.${id}`),
      state: index < at ? ("done" as const) : index === at ? ("current" as const) : ("todo" as const),
      ...(index < at ? { href: stepHref(choices, id) } : {}),
    })),
    labels: {
      position: t("position", { number: at + 1, total: steps.length, step: t(`steps.${current}`) }),
      done: t("done"),
    },
  };
}

function paramsOf(query: Query): URLSearchParams {
  return new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) =>
      value === undefined ? [] : [value].flat().map((one): [string, string] => [name, String(one)]),
    ),
  );
}
