import type { PlanView } from "@allotment/api/client";
import { CapacityBar, CapacityLegend, fill } from "@allotment/ui";
import type { Texts } from "../../../texts/english.ts";

type Labels = Texts["configuration"];

const dimensions = [
  { key: "cpuMillicores", label: "cpu", sentence: "cores", unit: 1000 },
  { key: "memoryMiB", label: "memory", sentence: "gib", unit: 1024 },
  { key: "diskGiB", label: "disk", sentence: "gib", unit: 1 },
] as const;

const round = (value: number) => Math.round(value * 10) / 10;

/** What each machine would be used for, by dimension. */
export function CapacityBars({
  capacity,
  labels,
}: {
  readonly capacity: PlanView["capacity"];
  readonly labels: Pick<Labels, "capacity" | "summary">;
}) {
  return (
    <>
      <CapacityLegend {...labels.capacity.legend} />
      {capacity.map((use) => (
        <section
          key={use.machine}
          className="u-stack"
          aria-label={fill(labels.summary.machine, { machine: use.machine })}
        >
          <p className="u-small u-soft">{fill(labels.summary.machine, { machine: use.machine })}</p>
          {dimensions.map(({ key, label, sentence, unit }) => {
            const [used, reserved, total] = [use.after[key], use.reserved[key], use.capacity[key]];
            return (
              <CapacityBar
                key={key}
                label={labels.capacity[label]}
                used={used}
                reserved={reserved}
                total={total}
                text={fill(labels.capacity[sentence], {
                  used: round((used + reserved) / unit),
                  total: round(total / unit),
                })}
                overText={fill(labels.capacity.over, { by: round((used + reserved - total) / unit) })}
              />
            );
          })}
        </section>
      ))}
    </>
  );
}
