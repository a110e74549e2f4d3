import type { ApplicationView } from "@allotment/api";
import { KeyValueList } from "@allotment/ui";
import { texts } from "../../../texts/texts.ts";

/** Licence, versions and the version of the module. */
export function Facts({ view: { manifest, version } }: { readonly view: ApplicationView }) {
  const t = texts("catalogue");
  const versions = Object.entries(manifest.versions).map(([release, number]) =>
    t("application.versionOn", { version: number, release }),
  );
  return (
    <section aria-labelledby="facts" className="u-stack">
      <h2 id="facts">{t("application.facts")}</h2>
      <KeyValueList
        items={[
          { key: "licence", label: t("application.licence"), value: manifest.licence },
          { key: "versions", label: t("application.versions"), value: versions.join(", ") },
          {
            key: "module",
            label: t("application.module"),
            value: t("application.moduleVersion", { version }),
          },
        ]}
      />
    </section>
  );
}
