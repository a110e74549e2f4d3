import type { EnvironmentView } from "@allotment/api";
import { Button, CheckboxField } from "@allotment/ui";
import { ActionForm } from "../../../parts/ActionForm.tsx";
import { getCaller } from "../../../server/caller.ts";
import { texts } from "../../../texts/texts.ts";
import { setDisabled, setOperators } from "../actions.ts";

/** Which operators may use an environment, and whether it takes new deployments at all. */
export async function Access({ view }: { readonly view: EnvironmentView }) {
  const t = texts("environments");
  const operators = await (await getCaller()).operator.list();
  const hidden = { environmentId: view.id, slug: view.slug };
  return (
    <section aria-labelledby="access-title" className="u-stack">
      <h2 id="access-title">{t("access.title")}</h2>
      <p className="u-soft c-prose">
        {view.operatorIds.length === 0 ? t("access.all") : t("access.some", { count: view.operatorIds.length })}
      </p>
      {operators.length > 0 && (
        <ActionForm action={setOperators} hidden={hidden}>
          <fieldset className="u-stack-tight">
            <legend className="c-field__label">{t("access.legend")}</legend>
            {operators.map(({ id, name }) => (
              <CheckboxField
                key={id}
                id={`operator-${id}`}
                name="operatorId"
                label={name}
                value={id}
                defaultChecked={view.operatorIds.includes(id)}
              />
            ))}
          </fieldset>
          <Button type="submit">{t("access.save")}</Button>
        </ActionForm>
      )}
      <ActionForm action={setDisabled} hidden={{ ...hidden, disabled: String(!view.disabled) }}>
        <p className="u-soft c-prose">{t(view.disabled ? "access.openSentence" : "access.closeSentence")}</p>
        <Button type="submit">{t(view.disabled ? "access.open" : "access.close")}</Button>
      </ActionForm>
    </section>
  );
}
