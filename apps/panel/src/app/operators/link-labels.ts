import { texts } from "../../texts/texts.ts";
import type { LinkLabels } from "./LinkForm.tsx";

/** Words beside a link that is made by the button `submit`. */
export function linkLabels(submit: string, kind: "invite" | "reset"): LinkLabels {
  const t = texts("operators");
  const common = texts("common");
  return {
    submit,
    made: t(`link.${kind}.made`),
    link: t(`link.${kind}.label`),
    help: t(`link.${kind}.help`),
    copy: { copy: common("copyLabels.copy"), copied: common("copyLabels.copied"), failed: common("copyLabels.failed") },
  };
}
