import { Status } from "@allotment/ui";
import { momentText } from "../../parts/moments.ts";
import { texts } from "../../texts/texts.ts";
import type { DeclaredThing } from "./facts.ts";

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
          <Status tone={test.ok === true ? "success" : test.ok === false ? "danger" : "neutral"}>
            {t(test.ok === true ? "tests.ok" : test.ok === false ? "tests.wrong" : "tests.unknown")}
          </Status>
          <a href={`/tests/${test.id}`}>{momentText(test.createdAt)}</a>
        </>
      )}
    </div>
  );
}
