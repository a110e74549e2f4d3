import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { PageHeader } from "@allotment/ui";
import { Shell } from "../../parts/Shell.tsx";
import { innerPath } from "../../server/inner-path.ts";
import { getSession } from "../../server/caller.ts";
import { texts } from "../../texts/texts.ts";
import { SignInForm } from "./SignInForm.tsx";

export const metadata: Metadata = { title: texts("signIn")("title") };

/** Where everybody without a session arrives. */
export default async function SignInPage({
  searchParams,
}: {
  readonly searchParams: Promise<{ next?: string | string[] }>;
}) {
  const next = innerPath([(await searchParams).next].flat()[0]);
  if (await getSession()) redirect(next);
  const t = texts("signIn");
  return (
    <Shell>
      <div className="u-narrow">
        <PageHeader title={t("title")} sentence={t("sentence")} />
        <SignInForm next={next} labels={{ username: t("username"), password: t("password"), submit: t("submit") }} />
      </div>
    </Shell>
  );
}
