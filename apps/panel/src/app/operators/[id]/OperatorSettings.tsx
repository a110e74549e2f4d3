import type { OperatorView } from "@allotment/api";
import { Button, Dialog, TextField } from "@allotment/ui";
import { ActionForm } from "../../../parts/ActionForm.tsx";
import { texts } from "../../../texts/texts.ts";
import { renameOperator, setOperatorDisabled } from "../actions.ts";

/** Name, and whether the operator may do anything, with what that means. */
export function OperatorSettings(props: {
  readonly operator: OperatorView["operator"];
  /** How many deployments it has. */
  readonly deployments: number;
}) {
  const { id, name, disabledAt } = props.operator;
  const t = texts("operators");
  return (
    <section aria-labelledby="settings-title" className="u-stack">
      <h2 id="settings-title">{t("settings.title")}</h2>
      <ActionForm action={renameOperator} hidden={{ operatorId: id }}>
        <TextField label={t("new.name")} name="name" defaultValue={name} maxLength={80} required />
        <Button type="submit">{t("settings.rename")}</Button>
      </ActionForm>
      {disabledAt === null ? (
        <div>
          <Dialog
            openLabel={t("settings.disable")}
            openVariant="danger"
            title={t("settings.disableTitle", { name })}
            cancelLabel={texts("common")("cancel")}
            action={
              <ActionForm action={setOperatorDisabled} hidden={{ operatorId: id, disabled: "true" }} inline>
                <Button type="submit" variant="danger">
                  {t("settings.disable")}
                </Button>
              </ActionForm>
            }
          >
            <ul className="u-list">
              <li>{t("settings.disablePeople")}</li>
              <li>{t("settings.disableRuns", { count: props.deployments })}</li>
              <li>{t("settings.disableBack")}</li>
            </ul>
          </Dialog>
        </div>
      ) : (
        <ActionForm action={setOperatorDisabled} hidden={{ operatorId: id, disabled: "false" }}>
          <p className="u-soft">{t("settings.enableSentence")}</p>
          <Button type="submit" variant="primary">
            {t("settings.enable")}
          </Button>
        </ActionForm>
      )}
    </section>
  );
}
