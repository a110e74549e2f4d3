import { Button, CapacityBar, Card, CardGrid, Fold, KeyValueList, Status } from "@allotment/ui";
import type { DeploymentView, MachineHealthView } from "@allotment/api";
import { ActionForm } from "../../../../parts/ActionForm.tsx";
import { durationText, momentText } from "../../../../parts/moments.ts";
import { texts } from "../../../../texts/texts.ts";
import { planAgain } from "../plan/actions.ts";
import { figureText } from "./figures.ts";
import { outcomeTones } from "./tones.ts";

const daySeconds = 86_400;

type Seen = NonNullable<MachineHealthView["seen"]>;

/** Each machine as it was seen last: what it runs and should run, its services, its room. */
export function Machines(props: {
  readonly machines: readonly MachineHealthView[];
  readonly deployment: DeploymentView;
}) {
  const t = texts("health");
  if (props.machines.length === 0) return null;
  return (
    <section className="u-stack" aria-labelledby="machines">
      <h2 id="machines">{t("machines.title")}</h2>
      <CardGrid label={t("machines.title")}>
        {props.machines.map((machine) => (
          <Machine key={machine.machine} health={machine} deployment={props.deployment} />
        ))}
      </CardGrid>
    </section>
  );
}

function Machine({ health, deployment }: { readonly health: MachineHealthView; readonly deployment: DeploymentView }) {
  const t = texts("health");
  const { machine, outcome, seen } = health;
  return (
    <Card title={machine} meta={<Status tone={outcomeTones[outcome]}>{t(`outcomes.${outcome}`)}</Status>}>
      {seen === null ? <p>{t("notYet")}</p> : <SeenMachine seen={seen} deployment={deployment} />}
    </Card>
  );
}

function SeenMachine({ seen, deployment }: { readonly seen: Seen; readonly deployment: DeploymentView }) {
  const t = texts("health");
  return (
    <div className="u-stack">
      {seen.missed > 0 && (
        <p>
          {seen.answeredAt === null
            ? t("machines.neverAnswered")
            : t("machines.silent", { count: seen.missed, when: momentText(seen.answeredAt) })}
        </p>
      )}
      <Rooms seen={seen} />
      <KeyValueList
        items={[
          {
            key: "system",
            label: t("machines.system"),
            value: <SystemLine seen={seen} />,
          },
          {
            key: "services",
            label: t("machines.services"),
            value:
              seen.failedUnits.length === 0
                ? t("machines.noneFailed")
                : t("machines.failed", { names: seen.failedUnits.join(", ") }),
          },
          ...(seen.upSeconds === null ? [] : [{ key: "up", label: t("machines.up"), value: upText(seen.upSeconds) }]),
          ...(seen.answeredAt === null
            ? []
            : [{ key: "seen", label: t("machines.seen"), value: momentText(seen.answeredAt) }]),
        ]}
      />
      {seen.restartDue === true && <p className="u-small">{t("machines.restartDue")}</p>}
      {seen.drifted && <Drift seen={seen} deployment={deployment} />}
    </div>
  );
}

function SystemLine({ seen: { drifted, running, recorded } }: { readonly seen: Seen }) {
  const t = texts("health");
  if (!drifted) return t("machines.asInstalled", { generation: running.generation ?? 0 });
  return t("machines.drifted", { running: running.generation ?? 0, recorded: recorded.generation ?? 0 });
}

/** Why a machine may run something else, and the way back to what was installed. */
function Drift({ seen, deployment }: { readonly seen: Seen; readonly deployment: DeploymentView }) {
  const t = texts("health");
  const reason = deployment.actions.plan;
  return (
    <div className="u-stack">
      <p>{t("drift.text")}</p>
      <ActionForm inline action={planAgain} hidden={{ deploymentId: deployment.id, slug: deployment.slug }}>
        <Button type="submit" {...(reason === null ? {} : { disabledReason: reason })}>
          {t("drift.again")}
        </Button>
      </ActionForm>
      <Fold summary={t("drift.technical")}>
        <KeyValueList
          items={[
            {
              key: "running",
              label: t("drift.running"),
              value: <code className="u-breaks">{seen.running.system}</code>,
            },
            {
              key: "recorded",
              label: t("drift.recorded"),
              value: <code className="u-breaks">{seen.recorded.system}</code>,
            },
          ]}
        />
        <p>{t("drift.keep")}</p>
      </Fold>
    </div>
  );
}

function Rooms({ seen }: { readonly seen: Seen }) {
  const t = texts("health");
  const { disk, store, memory } = seen;
  const apart = store !== null && disk !== null && store.sizeMiB !== disk.sizeMiB;
  const rooms = [
    { key: "disk", room: disk },
    { key: "store", room: apart ? store : null },
    { key: "memory", room: memory },
  ] as const;
  return rooms.map(({ key, room }) => {
    if (room === null) return null;
    const used = room.sizeMiB - room.freeMiB;
    const text = t("machines.room", {
      used: figureText("mebibytes", used),
      size: figureText("mebibytes", room.sizeMiB),
      percent: Math.round((used / Math.max(room.sizeMiB, 1)) * 100),
    });
    return <CapacityBar key={key} label={t(`machines.rooms.${key}`)} used={used} total={room.sizeMiB} text={text} />;
  });
}

function upText(seconds: number): string {
  const days = Math.floor(seconds / daySeconds);
  return days > 1 ? texts("health")("machines.upDays", { days }) : durationText(seconds * 1000);
}
