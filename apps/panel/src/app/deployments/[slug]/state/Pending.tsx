import type { DeploymentView } from "@allotment/api";
import { Button, Fold, Notice, TextField } from "@allotment/ui";
import { ActionForm } from "../../../../parts/ActionForm.tsx";
import { momentText } from "../../../../parts/moments.ts";
import { texts } from "../../../../texts/texts.ts";
import { eraseNow, keep } from "./actions.ts";

type Removal = NonNullable<DeploymentView["removal"]>;

/** A removal that was asked for: when, by whom, and the way back while there is one. */
export function Pending({ deployment, removal }: { readonly deployment: DeploymentView; readonly removal: Removal }) {
  const t = texts("states");
  const { id: deploymentId, slug, actions } = deployment;
  const hidden = { deploymentId, slug };
  const { backup } = removal;
  return (
    <>
      <Notice
        tone="warning"
        title={t("pending.title", { when: momentText(removal.eraseAt) })}
        action={
          <ActionForm inline action={keep} hidden={hidden}>
            <Button type="submit" variant="primary" {...reasonOf(actions.keep)}>
              {t("pending.keep")}
            </Button>
          </ActionForm>
        }
      >
        <p>
          {t("pending.asked", {
            who: removal.requestedByName ?? t("pending.somebody"),
            when: momentText(removal.requestedAt),
          })}{" "}
          {backup === "take" ? t("pending.backupTake") : t("pending.backupDeclined", { words: backup.declined })}{" "}
          {removal.reason !== "" && t("pending.reason", { words: removal.reason })}
        </p>
        <p>{t(removal.erasingSince === null ? "pending.keepHelp" : "pending.begun")}</p>
      </Notice>
      {removal.erasingSince === null && (
        <Fold summary={t("pending.now")}>
          <ActionForm action={eraseNow} hidden={hidden}>
            <p>{t("pending.nowText")}</p>
            <TextField
              label={t("remove.confirm", { slug })}
              name="confirm"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              required
            />
            <Button type="submit" variant="danger" {...reasonOf(actions.eraseNow)}>
              {t("pending.nowSubmit")}
            </Button>
          </ActionForm>
        </Fold>
      )}
    </>
  );
}

function reasonOf(reason: string | null) {
  return reason === null ? {} : { disabledReason: reason };
}
