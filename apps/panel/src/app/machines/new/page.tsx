import { PageHeader, Stepper } from "@allotment/ui";
import type { Metadata } from "next";
import { one, type Search } from "../../../parts/one.ts";
import { ErrandWatch } from "../../../parts/errands/ErrandWatch.tsx";
import { Shell } from "../../../parts/Shell.tsx";
import { getCaller, requireProvider } from "../../../server/caller.ts";
import { rawTexts, texts } from "../../../texts/texts.ts";
import { orNotFound } from "../../deployments/load.ts";
import { loadFirstDay, type FirstDayFacts } from "../../first-day/facts.ts";
import type { Declaring } from "./address.ts";
import { DeclareStep } from "./DeclareStep.tsx";
import { ScanStep } from "./ScanStep.tsx";
import { TestStep } from "./TestStep.tsx";
import { WhereForm } from "./WhereForm.tsx";

export const metadata: Metadata = { title: texts("machines")("title") };

/** The steps of declaring a machine, in order. */
const steps = ["where", "compare", "test", "declare"] as const;

/** A machine from its address to an environment: its key is compared by a person, then it is tested, then added. */
export default async function NewMachinePage({ searchParams }: { readonly searchParams: Search }) {
  await requireProvider();
  const search = await searchParams;
  const now: Declaring = {
    environment: one(search["environment"]),
    user: one(search["user"]) || "root",
    scan: one(search["scan"]),
    test: one(search["test"]),
  };
  const { step, content } = await contentOf(now);
  const t = texts("machines");
  return (
    <Shell current="environments">
      <PageHeader title={t("title")} sentence={t(`sentences.${step}`)} />
      <div className="u-stack-loose">
        <Stepper
          label={t("stepper.label")}
          steps={steps.map((id) => ({ id, label: t(`stepper.${id}`), state: stateOf(id, step) }))}
          labels={{
            position: t("stepper.position", {
              number: steps.indexOf(step) + 1,
              total: steps.length,
              name: t(`stepper.${step}`),
            }),
            done: t("stepper.done"),
          }}
        />
        {content}
      </div>
    </Shell>
  );
}

function stateOf(id: (typeof steps)[number], step: (typeof steps)[number]) {
  if (id === step) return "current";
  return steps.indexOf(id) < steps.indexOf(step) ? "done" : "todo";
}

async function contentOf(now: Declaring) {
  const caller = await getCaller();
  const { places, workerKey } = await loadFirstDay();
  const place = places.find(({ id, slug }) => [id, slug].includes(now.environment));
  const errandId = now.test || now.scan;
  if (errandId === "") return { step: "where" as const, content: <Where now={now} places={places} /> };
  const errand = await orNotFound(() => caller.errand.get({ errandId }));
  const step = errand.kind === "machine-test" ? ("test" as const) : ("compare" as const);
  if (errand.state === "waiting" || errand.state === "working") {
    const watch = <ErrandWatch errandId={errand.id} state={errand.state} labels={rawTexts("machines").watch} />;
    return { step, content: watch };
  }
  if (step === "compare") return { step, content: <ScanStep now={now} scan={errand} /> };
  if (!errand.ok) return { step, content: <TestStep now={now} test={errand} workerKey={workerKey} /> };
  const content = <DeclareStep now={now} test={errand} place={place?.name ?? null} />;
  return { step: "declare" as const, content };
}

function Where({ now, places }: { readonly now: Declaring; readonly places: FirstDayFacts["places"] }) {
  const t = texts("machines");
  const chosen = places.find(({ id, slug }) => [id, slug].includes(now.environment)) ?? places[0];
  return (
    <div className="u-stack">
      <p className="u-soft c-prose">
        {t("where.keyFirst")} <a href="/first-day#key">{t("where.keyLink")}</a>
      </p>
      <WhereForm
        environments={places.map(({ id, name }) => ({ value: id, label: name }))}
        environment={chosen?.id ?? ""}
        labels={rawTexts("machines").where}
      />
    </div>
  );
}
