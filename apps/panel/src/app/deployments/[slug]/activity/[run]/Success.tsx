import type { DeploymentView, DomainsView, RunDetails } from "@allotment/api";
import { CodeBlock, LinkButton } from "@allotment/ui";
import { Checklist } from "../../../../../parts/Checklist.tsx";
import { ClaimLink } from "../../../../../parts/ClaimLink.tsx";
import { rawTexts, texts } from "../../../../../texts/texts.ts";

/** What a community does next: addresses, records, the first administrator, a checklist. */
export function Success(props: {
  readonly run: RunDetails;
  readonly deployment: DeploymentView;
  readonly records: DomainsView["records"];
}) {
  const { run, deployment } = props;
  const t = texts("run");
  return (
    <section className="u-stack-loose" aria-labelledby="what-now">
      <h2 id="what-now">{t("run.success.title")}</h2>
      <div className="u-stack">
        <h3>{t("run.success.addresses")}</h3>
        <ul className="u-list">
          {run.results.map(({ instance, name, url }) => (
            <li key={instance}>
              {run.practice ? (
                t("run.success.open", { name, url })
              ) : (
                <>
                  {name}: <a href={url}>{url}</a>
                </>
              )}
            </li>
          ))}
        </ul>
      </div>
      <ClaimLink deploymentId={deployment.id} unclaimedOnly />
      <Records records={props.records} practice={run.practice} />
      {run.practice ? (
        run.results.map((result) => <Practised key={result.instance} result={result} />)
      ) : (
        <Checklist deploymentId={deployment.id} />
      )}
      <p>
        <LinkButton href={`/deployments/${deployment.slug}/activity`}>{t("run.success.rollBack")}</LinkButton>
      </p>
    </section>
  );
}

/** What would be next for an application, for real: nobody ticks it in practice. */
function Practised({ result }: { readonly result: RunDetails["results"][number] }) {
  const t = texts("run");
  const { name, instance, firstAdministrator: username, checklist } = result;
  return (
    <div className="u-stack">
      <h3>{t("run.success.checklist", { name: `${name} (${instance})` })}</h3>
      {username !== null && (
        <p>
          {t("run.success.administrator", { name, username })} {t("run.success.practiceAdministrator", { username })}
        </p>
      )}
      <ol className="u-list">
        {checklist.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ol>
    </div>
  );
}

function Records({ records, practice }: { readonly records: DomainsView["records"]; readonly practice: boolean }) {
  const t = texts("run");
  const own = records.filter(
    ({ madeBy, unwanted, look }) => madeBy === "operator" && !unwanted && look?.right !== true,
  );
  const lines = own.map(({ name, type, value, ttlSeconds }) => {
    const written = type === "TXT" && value !== null ? `"${value}"` : value;
    return `${name}. ${ttlSeconds} IN ${type} ${written ?? `; ${t("run.success.value")}`}`;
  });
  return (
    <div className="u-stack">
      <h3>{t("run.success.records")}</h3>
      {lines.length === 0 ? (
        <p>{t("run.success.recordsNone")}</p>
      ) : (
        <>
          <p>{t(practice ? "run.success.practiceRecords" : "run.success.recordsHelp")}</p>
          <CodeBlock title={t("run.success.records")} code={lines.join("\n")} labels={rawTexts("common").copyLabels} />
        </>
      )}
    </div>
  );
}
