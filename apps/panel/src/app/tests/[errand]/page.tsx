import type { ErrandView } from "@allotment/api";
import { LinkButton, PageHeader, Status } from "@allotment/ui";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Answer } from "../../../parts/errands/Answer.tsx";
import { ErrandWatch } from "../../../parts/errands/ErrandWatch.tsx";
import { Shell } from "../../../parts/Shell.tsx";
import { getCaller, requireProvider } from "../../../server/caller.ts";
import { rawTexts, texts } from "../../../texts/texts.ts";
import { orNotFound } from "../../deployments/load.ts";

export const metadata: Metadata = { title: texts("machines")("tests.title") };

/** A test of something that is declared: it can be left and come back to. */
export default async function TestPage(props: { readonly params: Promise<{ readonly errand: string }> }) {
  await requireProvider();
  const { errand: errandId } = await props.params;
  const caller = await getCaller();
  const errand = await orNotFound(() => caller.errand.get({ errandId }));
  if (errand.kind === "reveal" || errand.kind === "names-check") notFound();
  const end = endOf(errand);
  const subject = errand.subject.replace(/^[^/]*\//, "");
  const t = texts("machines");
  return (
    <Shell {...(errand.kind !== "relay-test" && { current: "environments" })}>
      <PageHeader
        title={t(`tests.kinds.${errand.kind}`, { subject })}
        status={end !== "under-way" && <Status tone={tones[end]}>{t(`tests.ends.${end}`)}</Status>}
        sentence={t(`tests.sentences.${end}`)}
        breadcrumb={[cameFrom(errand.kind)]}
        breadcrumbLabel={texts("common")("breadcrumb")}
        action={
          <LinkButton href={backTo(errand.kind)}>
            {t(errand.kind === "relay-test" ? "tests.backToRelay" : "tests.back")}
          </LinkButton>
        }
      />
      <div className="u-stack">
        {errand.state === "waiting" || errand.state === "working" ? (
          <ErrandWatch errandId={errand.id} state={errand.state} labels={rawTexts("machines").watch} />
        ) : (
          <Answer errand={errand} />
        )}
      </div>
    </Shell>
  );
}

function cameFrom(kind: ErrandView["kind"]) {
  if (kind === "relay-test") return { href: "/notifications", label: texts("notifications")("title") };
  return { href: "/first-day", label: texts("common")("sections.firstDay") };
}

function backTo(kind: ErrandView["kind"]): string {
  if (kind === "relay-test") return "/notifications#relay";
  return kind === "machine-test" ? "/first-day#machines" : "/first-day#services";
}

const tones = { ok: "success", wrong: "warning", failed: "neutral" } as const;

function endOf({ state, ok }: ErrandView): "under-way" | "ok" | "wrong" | "failed" {
  if (state === "waiting" || state === "working") return "under-way";
  if (state === "failed") return "failed";
  return ok ? "ok" : "wrong";
}
