import type { ApplicationHealthView } from "@allotment/api";
import { Status, Table } from "@allotment/ui";
import { momentText } from "../../../../parts/moments.ts";
import { texts } from "../../../../texts/texts.ts";
import { checkTones, outcomeTones } from "./tones.ts";

type Purpose = ApplicationHealthView["purposes"][number];

/** Each application with what was looked at, for the version that runs. */
export function Applications({ applications }: { readonly applications: readonly ApplicationHealthView[] }) {
  return applications.map((application) => <Application key={application.instance} application={application} />);
}

function Application({ application }: { readonly application: ApplicationHealthView }) {
  const t = texts("health");
  const { instance, name, version, stopped, outcome, since, lastAt, purposes, certificates } = application;
  const id = `application-${instance}`;
  return (
    <section className="u-stack" aria-labelledby={id}>
      <div className="u-row">
        <h2 id={id}>{t("application", { name, instance })}</h2>
        {stopped === null ? (
          <Status tone={outcomeTones[outcome]}>{t(`outcomes.${outcome}`)}</Status>
        ) : (
          <Status tone="neutral">{t(`stopped.${stopped}`)}</Status>
        )}
      </div>
      <p className="u-small u-soft">
        {t("version", { version })}{" "}
        {since !== null && lastAt !== null && t("sinceAndLast", { since: momentText(since), last: momentText(lastAt) })}
        {lastAt === null && stopped === null && t("notYet")}
      </p>
      {purposes.length > 0 && (
        <Table
          caption={t("checks.title", { name })}
          captionHidden
          rows={purposes}
          rowKey={({ purpose, where }) => `${purpose} ${where}`}
          columns={[
            { key: "purpose", header: t("checks.purpose"), cell: ({ purpose }) => t(`purposes.${purpose}`) },
            { key: "outcome", header: t("checks.outcome"), cell: (row) => <Outcome row={row} /> },
            { key: "seen", header: t("checks.seen"), cell: (row) => <Seen row={row} /> },
            { key: "at", header: t("checks.at"), cell: ({ at }) => <span className="u-whole">{momentText(at)}</span> },
          ]}
        />
      )}
      {certificates.length > 0 && (
        <ul className="c-checks" aria-label={t("certificates.title")}>
          {certificates.map((certificate) => (
            <Certificate key={certificate.host} certificate={certificate} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Outcome({ row }: { readonly row: Purpose }) {
  return (
    <span className="u-whole">
      <Status tone={checkTones[row.outcome]}>{texts("health")(`checks.outcomes.${row.outcome}`)}</Status>
    </span>
  );
}

function Seen({ row: { text, where } }: { readonly row: Purpose }) {
  return (
    <>
      {text} <span className="u-soft u-breaks">{where}</span>
    </>
  );
}

function Certificate({ certificate }: { readonly certificate: ApplicationHealthView["certificates"][number] }) {
  const t = texts("health");
  const { host, endsAt, distrust } = certificate;
  return (
    <li>
      <Status tone={distrust === null ? "success" : "danger"}>{t("certificates.label")}</Status>
      <span>
        {distrust === null
          ? t("certificates.good", { host, until: endsAt === null ? "" : momentText(endsAt) })
          : t("certificates.refused", { host, reason: distrust })}
      </span>
    </li>
  );
}
