import { LinkButton, PageHeader } from "@allotment/ui";
import type { Metadata } from "next";
import { Shell } from "../parts/Shell.tsx";
import { texts } from "../texts/texts.ts";

export const metadata: Metadata = { title: texts("errors")("notFound.title") };

/** An address that leads nowhere, or to what is not the person's to see. */
export default function NotFoundPage() {
  const t = texts("errors");
  return (
    <Shell>
      <PageHeader
        title={t("notFound.title")}
        sentence={t("notFound.sentence")}
        action={
          <LinkButton href="/" variant="primary">
            {t("home")}
          </LinkButton>
        }
      />
    </Shell>
  );
}
