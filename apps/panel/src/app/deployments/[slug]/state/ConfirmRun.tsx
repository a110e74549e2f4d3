import type { DeploymentView, StatePreview } from "@allotment/api";
import { Button, LinkButton, TextField } from "@allotment/ui";
import { ActionForm } from "../../../../parts/ActionForm.tsx";
import { texts } from "../../../../texts/texts.ts";
import { resume, suspend } from "./actions.ts";
import { Preview } from "./Preview.tsx";

/** Pausing or resuming: what changes, and the button that does it. */
export function ConfirmRun(props: {
  readonly deployment: DeploymentView;
  readonly preview: StatePreview;
  readonly act: "suspend" | "resume";
}) {
  const { deployment, preview, act } = props;
  const { id: deploymentId, slug, environment } = deployment;
  const t = texts("states");
  const words = act === "suspend" ? "pause" : "resume";
  const reason = deployment.actions[act];
  return (
    <>
      <Preview preview={preview} practice={environment.practice} />
      <section className="c-panel u-stack" aria-labelledby="agree">
        <h2 id="agree">{t(`${words}.title`)}</h2>
        {act === "resume" && <p className="c-prose">{t("resume.text")}</p>}
        <ActionForm action={act === "suspend" ? suspend : resume} hidden={{ deploymentId, slug }}>
          <TextField label={t("remove.reason")} optionalLabel={t("remove.optional")} name="reason" maxLength={500} />
          <div className="u-row">
            <Button type="submit" variant="primary" {...(reason === null ? {} : { disabledReason: reason })}>
              {t(`${words}.${environment.practice ? "practise" : "agree"}`)}
            </Button>
            <LinkButton href={`/deployments/${slug}/state`}>{t("remove.back")}</LinkButton>
          </div>
        </ActionForm>
      </section>
    </>
  );
}
