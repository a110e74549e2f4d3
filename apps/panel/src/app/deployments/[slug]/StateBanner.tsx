import type { DeploymentView } from "@allotment/api";
import { Button, LinkButton, Notice } from "@allotment/ui";
import { ActionForm } from "../../../parts/ActionForm.tsx";
import { momentText } from "../../../parts/moments.ts";
import { texts } from "../../../texts/texts.ts";
import { keep, resume } from "./state/actions.ts";

/** Says on every page of a deployment that it is paused, about to be erased or gone, with the one way back. */
export function StateBanner({ deployment }: { readonly deployment: DeploymentView }) {
  const t = texts("states");
  const { id: deploymentId, slug, desired, actual, busy, removal, removedAt, environment, actions } = deployment;
  const hidden = { deploymentId, slug, reason: "" };
  const state = `/deployments/${slug}/state`;
  if (removedAt !== null) {
    return (
      <Notice
        tone="info"
        title={t("banner.removed", { when: momentText(removedAt) })}
        action={<LinkButton href={state}>{t("banner.record")}</LinkButton>}
      />
    );
  }
  if (removal !== null) {
    const key = removal.erasingSince === null ? "removing" : "erasing";
    return (
      <Notice
        tone="warning"
        title={t(`banner.${key}`, { practice: String(environment.practice), when: momentText(removal.eraseAt) })}
        action={
          actions.keep === null ? (
            <ActionForm inline action={keep} hidden={hidden}>
              <Button type="submit">{t("banner.keep")}</Button>
            </ActionForm>
          ) : (
            <LinkButton href={state}>{t("banner.more")}</LinkButton>
          )
        }
      />
    );
  }
  if (actual !== "suspended" && desired !== "suspended") return null;
  return (
    <Notice
      tone="info"
      title={environment.practice ? t("banner.suspendedPractice") : deployment.stateText}
      action={
        !busy &&
        actions.resume === null && (
          <ActionForm inline action={resume} hidden={hidden}>
            <Button type="submit">{t("banner.resume")}</Button>
          </ActionForm>
        )
      }
    />
  );
}
