import type { DeploymentSummary } from "@allotment/api";
import { momentText } from "../../parts/moments.ts";
import { texts } from "../../texts/texts.ts";

/** Those of which only the record is left, each with the way to it. Nothing is shown for none. */
export function Removed({ deployments }: { readonly deployments: readonly DeploymentSummary[] }) {
  if (deployments.length === 0) return null;
  const t = texts("deployments");
  return (
    <section className="u-stack" aria-labelledby="removed">
      <h2 id="removed">{t("removed.title")}</h2>
      <p>{t("removed.text")}</p>
      <ul className="u-list">
        {deployments.map(({ id, slug, title, removedAt }) => (
          <li key={id}>
            <a href={`/deployments/${slug}/state`}>{title}</a>{" "}
            {removedAt !== null && t("removed.line", { when: momentText(removedAt) })}
          </li>
        ))}
      </ul>
    </section>
  );
}
