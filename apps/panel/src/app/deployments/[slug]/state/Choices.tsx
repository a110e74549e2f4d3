import type { DeploymentView } from "@allotment/api";
import { LinkButton } from "@allotment/ui";
import { rawTexts, texts } from "../../../../texts/texts.ts";

/** What can be done, and what each means for people, before anything is decided. */
export function Choices({ deployment }: { readonly deployment: DeploymentView }) {
  const t = texts("states");
  const { slug, actual, actions } = deployment;
  const page = `/deployments/${slug}/state`;
  return (
    <div className="c-columns">
      {actual === "running" ? (
        <section className="c-panel u-stack" aria-labelledby="pause">
          <h2 id="pause">{t("pause.title")}</h2>
          <Points points={rawTexts("states").pause.points} />
          <div>
            <LinkButton href={`${page}?act=suspend`} {...reasonOf(actions.suspend)}>
              {t("pause.go")}
            </LinkButton>
          </div>
        </section>
      ) : (
        <section className="c-panel u-stack" aria-labelledby="resume">
          <h2 id="resume">{t("resume.title")}</h2>
          <p>{t("resume.text")}</p>
          <div>
            <LinkButton href={`${page}?act=resume`} variant="primary" {...reasonOf(actions.resume)}>
              {t("resume.go")}
            </LinkButton>
          </div>
        </section>
      )}
      <section className="c-panel u-stack" aria-labelledby="remove">
        <h2 id="remove">{t("remove.title")}</h2>
        <Points points={rawTexts("states").remove.points} />
        <div>
          <LinkButton href={`${page}?act=remove`} variant="danger" {...reasonOf(actions.remove)}>
            {t("remove.go")}
          </LinkButton>
        </div>
      </section>
    </div>
  );
}

function Points({ points }: { readonly points: Readonly<Record<string, string>> }) {
  return (
    <ul className="u-list">
      {Object.entries(points).map(([key, point]) => (
        <li key={key}>{point}</li>
      ))}
    </ul>
  );
}

function reasonOf(reason: string | null) {
  return reason === null ? {} : { disabledReason: reason };
}
