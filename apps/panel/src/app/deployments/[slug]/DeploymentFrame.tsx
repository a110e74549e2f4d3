import type { DeploymentView } from "@allotment/api";
import { PageHeader, PracticeBanner, Status, Tabs } from "@allotment/ui";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { Shell } from "../../../parts/Shell.tsx";
import { texts } from "../../../texts/texts.ts";
import { StateBanner } from "./StateBanner.tsx";
import { statusOf } from "../status.ts";

/** The parts of a deployment, each a page. */
export const deploymentTabs = ["configuration", "plan", "activity", "health", "domains", "backups", "secrets"] as const;

/** One part of a deployment. */
export type DeploymentTab = (typeof deploymentTabs)[number];

/** Those of a deployment of which only the record is left. */
const removedTabs: readonly DeploymentTab[] = ["activity"];

/** The frame of a deployment's pages: where one is, how it stands, its parts; practice is always said. What is removed leads to its record. */
export function DeploymentFrame(props: {
  readonly deployment: DeploymentView;
  /** Null on the page of its state, which stands beside them and says itself what the banner says. */
  readonly tab: DeploymentTab | null;
  readonly sentence: ReactNode;
  readonly number?: { readonly value: ReactNode; readonly label: ReactNode } | undefined;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}) {
  const { deployment, number } = props;
  const t = texts("deployments");
  const status = statusOf(deployment);
  const root = `/deployments/${deployment.slug}`;
  const tabs = deployment.removedAt === null ? deploymentTabs : removedTabs;
  if (props.tab !== null && !tabs.includes(props.tab)) redirect(`${root}/state`);
  return (
    <Shell current="deployments">
      <PageHeader
        title={deployment.title}
        status={<Status tone={status.tone}>{status.text}</Status>}
        sentence={props.sentence}
        action={props.action}
        breadcrumb={[{ href: "/deployments", label: t("title") }]}
        breadcrumbLabel={t("breadcrumb")}
        {...(number && { number })}
      />
      <div className="u-stack">
        {props.tab !== null && <StateBanner deployment={deployment} />}
        {deployment.environment.practice && <PracticeBanner inline>{t("practice")}</PracticeBanner>}
        <Tabs
          label={t("tabs.label")}
          tabs={tabs.map((tab) => ({
            href: tab === "configuration" ? root : `${root}/${tab}`,
            label: t(`tabs.${tab}`),
            current: tab === props.tab,
          }))}
        />
      </div>
      <div className="u-stack-loose">{props.children}</div>
    </Shell>
  );
}
