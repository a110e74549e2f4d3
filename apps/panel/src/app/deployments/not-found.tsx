import { LinkButton, PageHeader } from "@allotment/ui";
import { Shell } from "../../parts/Shell.tsx";
import { texts } from "../../texts/texts.ts";

/** What is not there, or belongs to somebody else: it looks the same. */
export default function MissingDeployment() {
  const t = texts("deployments");
  return (
    <Shell current="deployments">
      <PageHeader
        title={t("missing.title")}
        sentence={t("missing.sentence")}
        action={
          <LinkButton href="/deployments" variant="primary">
            {t("missing.action")}
          </LinkButton>
        }
      />
    </Shell>
  );
}
