import { Button, Fold, TextField } from "@allotment/ui";
import { LinkForm } from "../../app/operators/LinkForm.tsx";
import { rawTexts, texts } from "../../texts/texts.ts";
import { ActionForm } from "../ActionForm.tsx";
import { addMail, addWebhook } from "./actions.ts";

/** Adding somebody, or some program, that is told. */
export function NewContact({ operatorId }: { readonly operatorId: string | null }) {
  const t = texts("notifications");
  const owner = operatorId ?? "";
  const hidden = { operatorId: owner };
  const common = rawTexts("common").copyLabels;
  return (
    <div className="u-stack" id={`add-${owner || "provider"}`}>
      <h3>{t("new.mailTitle")}</h3>
      <p className="u-soft c-prose">{t("new.mailHelp")}</p>
      <ActionForm action={addMail} hidden={hidden}>
        <TextField label={t("new.address")} id={`mail-${owner}`} name="address" type="email" maxLength={254} required />
        <Button type="submit" variant="primary">
          {t("new.mailSubmit")}
        </Button>
      </ActionForm>
      <Fold summary={t("new.webhookTitle")}>
        <div className="u-stack">
          <p className="u-soft c-prose">{t("new.webhookHelp")}</p>
          <LinkForm
            action={addWebhook}
            id={`webhook-${owner}`}
            hidden={hidden}
            labels={{
              submit: t("new.webhookSubmit"),
              made: t("new.secretMade"),
              link: t("new.secret"),
              help: t("new.secretNote"),
              copy: common,
            }}
          >
            <TextField
              label={t("new.url")}
              id={`url-${owner}`}
              name="address"
              type="url"
              help={t("new.urlHelp")}
              maxLength={2048}
              required
            />
            <TextField
              label={t("new.secret")}
              id={`secret-${owner}`}
              name="secret"
              help={t("new.secretHelp")}
              optionalLabel={texts("common")("optional")}
              autoComplete="off"
              maxLength={100}
            />
          </LinkForm>
        </div>
      </Fold>
    </div>
  );
}
