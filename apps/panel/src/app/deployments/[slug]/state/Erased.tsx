import type { DeploymentView, ErasureView } from "@allotment/api";
import { KeyValueList } from "@allotment/ui";
import { momentText } from "../../../../parts/moments.ts";
import { texts } from "../../../../texts/texts.ts";
import { leftLines } from "./left-lines.ts";
import { Things } from "./Things.tsx";

/** The record of an erasure, to read and to print. */
export function Erased({ deployment, record }: { readonly deployment: DeploymentView; readonly record: ErasureView }) {
  const t = texts("states");
  const { machines, hosts, left, elsewhere } = record;
  const practised = isPractised(record);
  const practice = String(practised);
  return (
    <>
      <ShortRecord deployment={deployment} record={record} />
      {machines.map((machine) => (
        <Things
          key={machine.machine}
          machine={machine}
          caption={t("record.machine", { practice, machine: machine.machine })}
        />
      ))}
      <Lines title={t("record.hosts")} lines={hosts.map(({ sentence }) => sentence)} />
      <Names title={t("record.secrets")} names={record.secretsForgotten} />
      <Names title={t("record.kept")} names={record.secretsKept} />
      <p>{t("record.links", { count: record.linksEnded })}</p>
      <Lines
        title={t("record.left", { practice })}
        lines={leftLines(left, practised)}
        none={t("record.leftNone", { practice })}
      />
      <Lines title={t("record.elsewhere")} lines={elsewhere} />
    </>
  );
}

// What was never installed is really gone, wherever it was to be.
function isPractised({ practice, lastPlanId }: ErasureView): boolean {
  return practice && lastPlanId !== null;
}

function ShortRecord({ deployment, record }: { readonly deployment: DeploymentView; readonly record: ErasureView }) {
  const t = texts("states");
  const { backup } = record;
  const practised = isPractised(record);
  const practice = String(practised);
  return (
    <section className="u-stack" aria-labelledby="record">
      <h2 id="record">{t("record.title", { practice })}</h2>
      {practised && <p>{t("record.practice")}</p>}
      {record.lastPlanId === null && <p>{t("record.never")}</p>}
      <KeyValueList
        items={[
          { key: "deployment", label: t("record.deployment"), value: deployment.title },
          { key: "slug", label: t("record.shortName"), value: deployment.slug },
          { key: "at", label: t("record.at", { practice }), value: momentText(record.at) },
          {
            key: "by",
            label: t("record.by"),
            value: t("record.byWhen", {
              who: record.requestedByName ?? t("pending.somebody"),
              when: momentText(record.requestedAt),
            }),
          },
          { key: "reason", label: t("record.reason"), value: record.reason || t("record.noReason") },
          {
            key: "backup",
            label: t("record.backup"),
            value:
              backup === null
                ? t("record.noBackup")
                : backup === "take"
                  ? t("record.taken", { practice })
                  : t("record.declined", { practice, words: backup.declined }),
          },
        ]}
      />
      <p className="u-small u-soft u-no-print">{t("record.print")}</p>
    </section>
  );
}

function Names({ title, names }: { readonly title: string; readonly names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <section className="u-stack">
      <h2>{title}</h2>
      <ul className="u-list">
        {names.map((name) => (
          <li key={name}>
            <code className="u-breaks">{name}</code>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Lines(props: { readonly title: string; readonly lines: readonly string[]; readonly none?: string }) {
  const { title, lines, none } = props;
  if (lines.length === 0 && none === undefined) return null;
  return (
    <section className="u-stack">
      <h2>{title}</h2>
      {lines.length === 0 ? (
        <p>{none}</p>
      ) : (
        <ul className="u-list">
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
