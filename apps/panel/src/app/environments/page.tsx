import type { EnvironmentCard } from "@allotment/api";
import { Badge, Card, CardGrid, LinkButton, PageHeader, Status } from "@allotment/ui";
import type { Metadata } from "next";
import { Shell } from "../../parts/Shell.tsx";
import { getCaller, requireProvider } from "../../server/caller.ts";
import { texts } from "../../texts/texts.ts";
import { orchestratorChoices, placementChoices } from "./[slug]/edit/editor-labels.ts";
import { NewEnvironmentForm } from "./NewEnvironmentForm.tsx";

export const metadata: Metadata = { title: texts("environments")("title") };

/** Every environment, and a form for another one. */
export default async function EnvironmentsPage() {
  await requireProvider();
  const environments = await (await getCaller()).environment.list();
  const t = texts("environments");
  return (
    <Shell current="environments">
      <PageHeader
        title={t("title")}
        sentence={t("sentence")}
        number={{ value: environments.length, label: t("count", { count: environments.length }) }}
        action={
          <LinkButton href="#new" variant="primary">
            {t("new.title")}
          </LinkButton>
        }
      />
      <div className="u-stack-loose">
        <section aria-labelledby="declared-title" className="u-stack">
          <h2 id="declared-title">{t("declared")}</h2>
          <CardGrid>
            {environments.map((environment) => (
              <Environment key={environment.id} environment={environment} />
            ))}
          </CardGrid>
        </section>
        <section id="new" aria-labelledby="new-title" className="u-stack">
          <h2 id="new-title">{t("new.title")}</h2>
          <p className="u-soft c-prose">{t("new.sentence")}</p>
          <NewEnvironmentForm
            labels={{
              name: t("editor.name"),
              nameHelp: t("editor.nameHelp"),
              slug: t("new.slug"),
              slugHelp: t("new.slugHelp"),
              description: t("editor.description"),
              descriptionHelp: t("editor.descriptionHelp"),
              optional: texts("common")("optional"),
              placement: t("editor.placement"),
              orchestrator: t("editor.orchestrator"),
              submit: t("new.submit"),
            }}
            placements={placementChoices()}
            orchestrators={orchestratorChoices()}
          />
        </section>
      </div>
    </Shell>
  );
}

function Environment({
  environment: { slug, name, description, practice, disabled },
}: {
  readonly environment: EnvironmentCard;
}) {
  const t = texts("environments");
  return (
    <Card
      title={name}
      href={`/environments/${slug}`}
      meta={<Status tone={disabled ? "warning" : "success"}>{t(disabled ? "closed" : "open")}</Status>}
      footer={practice ? <Badge icon="practice">{texts("common")("practice")}</Badge> : undefined}
    >
      <p>{description || t("noDescription")}</p>
    </Card>
  );
}
