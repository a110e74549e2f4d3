import type { ApplicationView } from "@allotment/api";
import { texts } from "../../../texts/texts.ts";
import { Sentences } from "./Sentences.tsx";

/** How upgrades of an application go, in sentences. */
export function Upgrades({ upgrades }: { readonly upgrades: ApplicationView["upgrades"] }) {
  const t = texts("catalogue");
  // Notes of the application say the same in more detail where it has any.
  const ladder = upgrades.notes.length > 0 ? [] : [t(`application.ladder.${upgrades.ladder}`)];
  return (
    <Sentences
      id="upgrades"
      icon="reload"
      title={t("application.upgrades")}
      sentences={[...ladder, ...upgrades.notes, t("application.downgrade"), ...upgrades.floors.map(floorSentence)]}
    />
  );
}

function floorSentence({ from, postgresql, redis }: ApplicationView["upgrades"]["floors"][number]): string {
  const t = texts("catalogue");
  const what = [
    ...(postgresql === undefined ? [] : [t("application.floorPostgresql", { version: String(postgresql) })]),
    ...(redis === undefined ? [] : [t("application.floorRedis", { version: redis })]),
  ];
  return t("application.floor", { from, what: what.join(", ") });
}
