import type { ApplicationCard } from "@allotment/api";
import { Badge, Card, CardGrid, EmptyState, LinkButton, PageHeader } from "@allotment/ui";
import type { Metadata } from "next";
import { one, type Search } from "../../parts/one.ts";
import { Shell } from "../../parts/Shell.tsx";
import { getCaller, requireSession } from "../../server/caller.ts";
import { texts } from "../../texts/texts.ts";
import { CatalogueFilter } from "./CatalogueFilter.tsx";
import { filterOf, purposesOf, select } from "./filter.ts";

export const metadata: Metadata = { title: texts("catalogue")("title") };

/** What can be installed, by what people want to do. */
export default async function CataloguePage({ searchParams }: { readonly searchParams: Search }) {
  await requireSession();
  const search = await searchParams;
  const all = await (await getCaller()).application.list();
  const filter = filterOf(one(search["purpose"]), one(search["q"]));
  const shown = select(all, filter);
  const t = texts("catalogue");
  return (
    <Shell current="catalogue">
      <PageHeader
        title={t("title")}
        sentence={t("sentence")}
        number={{ value: all.length, label: t("count", { count: all.length }) }}
        action={
          <>
            <LinkButton href="/deployments/new" variant="primary">
              {t("newDeployment")}
            </LinkButton>
            <LinkButton href="/catalogue/compare">{t("compareLink")}</LinkButton>
          </>
        }
      />
      <div className="u-stack-loose">
        <CatalogueFilter filter={filter} purposes={purposesOf(all)} />
        {shown.length === 0 ? (
          <EmptyState
            icon="search"
            title={t("nothing.title")}
            action={<LinkButton href="/catalogue">{t("nothing.action")}</LinkButton>}
          >
            <p>{t("nothing.sentence")}</p>
          </EmptyState>
        ) : (
          <div className="c-purposes">
            {purposesOf(shown).map((purpose) => (
              <section key={purpose} className="u-stack" aria-labelledby={`for-${purpose}`}>
                <h2 id={`for-${purpose}`}>{t(`purposes.${purpose}`)}</h2>
                <CardGrid>
                  {shown
                    .filter(({ manifest }) => manifest.purpose === purpose)
                    .map((card) => (
                      <ApplicationTile key={card.id} card={card} />
                    ))}
                </CardGrid>
              </section>
            ))}
          </div>
        )}
      </div>
    </Shell>
  );
}

function ApplicationTile({ card: { id, manifest } }: { readonly card: ApplicationCard }) {
  const t = texts("catalogue");
  return (
    <Card
      title={manifest.name}
      href={`/catalogue/${id}`}
      meta={manifest.audience === "providers" ? <Badge icon="practice">{t("providersOnly")}</Badge> : undefined}
      footer={
        <span className="u-soft">
          {t("tileFoot", { version: Object.values(manifest.versions).at(-1) ?? "", licence: manifest.licence })}
        </span>
      }
    >
      <p>{manifest.summary}</p>
    </Card>
  );
}
