import type { EnvironmentView, MachineUse } from "@allotment/api";
import { Badge, CapacityBar, Card, CardGrid, EmptyState, LinkButton, Status } from "@allotment/ui";
import { texts } from "../../../texts/texts.ts";
import { capacityRows, type CapacityRow } from "./capacity-rows.ts";

/** Every machine with what it has and what is used of it; all together first. */
export function Machines({ view }: { readonly view: EnvironmentView }) {
  const t = texts("environments");
  if (view.machines.length === 0) {
    return (
      <EmptyState
        icon="machine"
        title={t("machines.emptyTitle")}
        action={
          <LinkButton href={wayToDeclare(view)} variant="primary">
            {t("machines.emptyAction")}
          </LinkButton>
        }
      >
        <p>{t("machines.emptySentence")}</p>
      </EmptyState>
    );
  }
  return (
    <section aria-labelledby="machines-title" className="u-stack">
      <h2 id="machines-title">{t("machines.title")}</h2>
      <p className="u-soft">{t("machines.sentence", { count: view.machines.length })}</p>
      <div className="c-bars">
        <Bars rows={capacityRows(view.totals.used, view.totals.capacity)} />
      </div>
      <CardGrid>
        {view.machines.map((machine) => (
          <Machine key={machine.machine} machine={machine} />
        ))}
      </CardGrid>
      {!view.practice && (
        <p>
          <LinkButton href={wayToDeclare(view)}>{t("machines.another")}</LinkButton>
        </p>
      )}
    </section>
  );
}

// Practice has machines that nobody has; real ones are looked at first.
function wayToDeclare({ practice, slug }: EnvironmentView): string {
  return practice ? `/environments/${slug}/edit#type-machine` : `/machines/new?environment=${slug}`;
}

function Machine({
  machine: { machine, offer, capacity, used, deployment, applications },
}: {
  readonly machine: MachineUse;
}) {
  const t = texts("environments");
  const addresses = [offer?.ipv4, offer?.ipv6, offer?.site].filter((text) => text !== undefined).join(" · ");
  return (
    <Card
      title={machine}
      meta={
        deployment ? (
          <Status tone="info">{t("machines.taken")}</Status>
        ) : (
          <Status tone="success">{t("machines.free")}</Status>
        )
      }
      footer={
        deployment ? (
          <span>
            <a href={`/deployments/${deployment.slug}`}>{deployment.title}</a>
            {applications.length > 0 && `: ${applications.join(", ")}`}
          </span>
        ) : (
          <span className="u-soft">{t("machines.freeSentence")}</span>
        )
      }
    >
      {offer === null && (
        <Badge tone="warning" icon="warning">
          {t("machines.undeclared")}
        </Badge>
      )}
      <Bars rows={capacityRows(used, capacity)} />
      {addresses !== "" && <p>{addresses}</p>}
    </Card>
  );
}

function Bars({ rows }: { readonly rows: readonly CapacityRow[] }) {
  return rows.map((row) => <CapacityBar key={row.label} {...row} />);
}
