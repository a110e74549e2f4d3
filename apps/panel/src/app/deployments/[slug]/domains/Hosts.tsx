import type { HostView } from "@allotment/api";
import { Badge } from "@allotment/ui";
import { momentText } from "../../../../parts/moments.ts";
import { texts } from "../../../../texts/texts.ts";
import { Redirect } from "./Redirect.tsx";
import { RecordTable } from "./RecordTable.tsx";

/** Every host with what it is for people, and the records that it needs. */
export function Hosts({ hosts }: { readonly hosts: readonly HostView[] }) {
  return hosts.map((host) => <Host key={host.host} host={host} />);
}

function Host({ host: { host, roles, permanent, verifiedAt, records, redirect } }: { readonly host: HostView }) {
  const t = texts("domains");
  // What led here once and is wrong now says so in its row.
  const wrong = [...records, ...(redirect ? [redirect] : [])].some(({ look }) => look?.right === false);
  return (
    <section className="u-stack">
      <div className="u-row">
        <h2>{host}</h2>
        {permanent && <Badge icon="lock">{t("hosts.permanent")}</Badge>}
        {verifiedAt !== null && !wrong && (
          <Badge tone="success">{t("hosts.verified", { when: momentText(verifiedAt) })}</Badge>
        )}
      </div>
      <p className="u-soft">{roles.join(" ")}</p>
      {redirect && <Redirect redirect={redirect} />}
      {records.length > 0 && <RecordTable caption={t("hosts.caption", { host })} records={records} />}
    </section>
  );
}
