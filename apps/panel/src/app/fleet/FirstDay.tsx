import { LinkButton, Status } from "@allotment/ui";
import { getCaller } from "../../server/caller.ts";
import { texts } from "../../texts/texts.ts";

/** What a provider does on the first day, up to a first deployment; what is done already says so. */
export async function FirstDay() {
  const t = texts("fleet");
  const caller = await getCaller();
  const operators = await caller.operator.list();
  const steps = [
    { id: "account", done: true, href: "/account" },
    { id: "operator", done: operators.length > 0, href: "/operators#new" },
    { id: "deployment", done: false, href: "/deployments/new" },
    { id: "machines", done: false, href: "/environments" },
    { id: "invite", done: false, href: "/operators" },
  ] as const;
  const next = steps.find(({ done }) => !done);
  return (
    <section aria-labelledby="first-day" className="u-stack">
      <h2 id="first-day">{t("firstDay.title")}</h2>
      <p className="c-prose u-soft">{t("firstDay.sentence")}</p>
      <ol className="c-tasks">
        {steps.map(({ id, done, href }) => (
          <li key={id} className="c-tasks__task">
            <div className="u-row">
              <h3>{t(`firstDay.steps.${id}.title`)}</h3>
              {done ? (
                <Status tone="success">{t("firstDay.done")}</Status>
              ) : (
                id === next?.id && <Status tone="info">{t("firstDay.next")}</Status>
              )}
            </div>
            <p className="u-soft c-prose">{t(`firstDay.steps.${id}.sentence`)}</p>
            {!done && (
              <p>
                <LinkButton href={href} size="small" variant={id === next?.id ? "primary" : "plain"}>
                  {t(`firstDay.steps.${id}.action`)}
                </LinkButton>
              </p>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
