import { PracticeBanner } from "@allotment/ui";
import { texts } from "../../../texts/texts.ts";

/** Says that an environment is for practice. */
export function PracticeNote() {
  return <PracticeBanner inline>{texts("common")("practice")}</PracticeBanner>;
}
