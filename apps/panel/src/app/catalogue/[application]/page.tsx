import { problemOf, type ApplicationView } from "@allotment/api";
import { Badge, LinkButton, PageHeader } from "@allotment/ui";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Shell } from "../../../parts/Shell.tsx";
import { getCaller, requireSession } from "../../../server/caller.ts";
import { texts } from "../../../texts/texts.ts";
import { Facts } from "./Facts.tsx";
import { Options } from "./Options.tsx";
import { Sentences } from "./Sentences.tsx";
import { Upgrades } from "./Upgrades.tsx";

interface Props {
  readonly params: Promise<{ readonly application: string }>;
}

/** The application's name is the page's. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await applicationOf((await params).application)).manifest.name };
}

/** What an application is, needs and keeps, what is permanent, and everything that can be set. */
export default async function ApplicationPage({ params }: Props) {
  await requireSession();
  const view = await applicationOf((await params).application);
  const { id, manifest } = view;
  const t = texts("catalogue");
  return (
    <Shell current="catalogue">
      <PageHeader
        breadcrumb={[{ href: "/catalogue", label: t("title") }]}
        breadcrumbLabel={texts("common")("breadcrumb")}
        title={manifest.name}
        status={manifest.audience === "providers" ? <Badge icon="practice">{t("providersOnly")}</Badge> : undefined}
        sentence={manifest.summary}
        number={{ value: Object.values(manifest.versions).at(-1) ?? "", label: t("application.version") }}
        action={
          <>
            <LinkButton href={`/deployments/new?pick=${id}`} variant="primary">
              {t("application.pick", { name: manifest.name })}
            </LinkButton>
            <LinkButton href={manifest.homepage} rel="noreferrer" icon="external">
              {t("application.homepage")}
            </LinkButton>
          </>
        }
      />
      <div className="u-stack-loose">
        <p className="c-prose">{manifest.description}</p>
        <div className="c-columns">
          <Sentences id="needs" title={t("application.needs")} icon="machine" sentences={manifest.needs} />
          <Sentences id="keeps" title={t("application.keeps")} icon="resource" sentences={manifest.keeps} />
          <Sentences
            id="permanent"
            title={t("application.permanent")}
            icon="lock"
            introduction={t("application.permanentSentence")}
            sentences={manifest.permanent}
          />
          <Sentences id="checklist" title={t("application.checklist")} icon="check" sentences={manifest.checklist} />
        </div>
        <Upgrades upgrades={view.upgrades} />
        <Facts view={view} />
        <Options schema={view.optionsSchema} />
      </div>
    </Shell>
  );
}

async function applicationOf(application: string): Promise<ApplicationView> {
  await requireSession();
  try {
    return await (await getCaller()).application.get({ application: application.slice(0, 40) });
  } catch (error) {
    if (problemOf(error)?.code === "not-found") notFound();
    throw error;
  }
}
