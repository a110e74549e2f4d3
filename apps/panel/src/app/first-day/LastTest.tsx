import type { DeclaredThing } from "@allotment/api";
import { Status } from "@allotment/ui";
import { momentText } from "../../parts/moments.ts";
import { texts } from "../../texts/texts.ts";

/** Something that is declared, with how its last test went. */
export function LastTest({ title, thing: { test } }: { readonly title: string; readonly thing: DeclaredThing }) {
  const t = texts("firstDay");
  return (
    <div className="u-row">
      <span>{title}</span>
      {test === null ? (
        <Status tone="neutral">{t("tests.never")}</Status>
      ) : (
        <>
          <Status tone={test.ok ? "success" : "danger"}>{t(test.ok ? "tests.ok" : "tests.wrong")}</Status>
          <a href={`/tests/${test.id}`}>{momentText(test.createdAt)}</a>
        </>
      )}
    </div>
  );
}
