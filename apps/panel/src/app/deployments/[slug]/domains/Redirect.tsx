import type { RedirectView } from "@allotment/api";
import { Notice } from "@allotment/ui";
import { texts } from "../../../../texts/texts.ts";
import { LookStatus } from "./LookStatus.tsx";

/** What somebody else's website has to redirect, and whether it does. */
export function Redirect({ redirect: { account, web, look } }: { readonly redirect: RedirectView }) {
  const t = texts("domains");
  return (
    <Notice tone={look?.right === true ? "success" : "info"} title={t("redirect.title", { account })}>
      <p>{t("redirect.text", { account, web })}</p>
      <LookStatus look={look} />
    </Notice>
  );
}
