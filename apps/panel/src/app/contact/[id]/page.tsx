import { PageHeader } from "@allotment/ui";
import type { Metadata } from "next";
import { one, type Search } from "../../../parts/one.ts";
import { Shell } from "../../../parts/Shell.tsx";
import { rawTexts, texts } from "../../../texts/texts.ts";
import { confirmArrival } from "./actions.ts";
import { ConfirmForm } from "./ConfirmForm.tsx";

export const metadata: Metadata = { title: texts("notifications")("confirm.title"), robots: { index: false } };

/** Where the link of a test mail leads. Whoever got the mail may have no account here. */
export default async function ConfirmPage(props: {
  readonly params: Promise<{ readonly id: string }>;
  readonly searchParams: Search;
}) {
  const { id } = await props.params;
  const code = one((await props.searchParams)["code"]).slice(0, 40);
  const t = texts("notifications");
  return (
    <Shell>
      <div className="u-narrow">
        <PageHeader title={t("confirm.title")} sentence={t("confirm.sentence")} />
        <ConfirmForm
          action={confirmArrival}
          contactId={id.slice(0, 64)}
          code={code}
          labels={rawTexts("notifications").confirm}
        />
      </div>
    </Shell>
  );
}
