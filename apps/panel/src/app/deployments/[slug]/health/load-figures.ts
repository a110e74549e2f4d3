import "server-only";
import type { HealthView } from "@allotment/api";
import { getCaller } from "../../../../server/caller.ts";
import { figures } from "./figures.ts";
import type { DrawnFigure } from "./Figures.tsx";
import { rangeFacts, type Range } from "./ranges.ts";

/** Reads the figures that are drawn, of those that there are. @param now milliseconds since 1970, the end of the range */
export async function loadFigures(
  deploymentId: string,
  health: HealthView | null,
  range: Range,
  now: number,
): Promise<readonly DrawnFigure[]> {
  const { milliseconds, points } = rangeFacts[range];
  const series = await (
    await getCaller()
  ).health.series({
    deploymentId,
    metrics: figures.map(({ metric }) => metric),
    from: new Date(now - milliseconds).toISOString(),
    to: new Date(now).toISOString(),
    points,
  });
  return series.map(({ subject, metric, points: seen }) => ({
    subject,
    metric,
    points: seen.map(({ at, value }) => ({ at: Date.parse(at), value })),
    limit: metric === "diskUsedMiB" ? diskSizeOf(health, subject) : null,
  }));
}

function diskSizeOf(health: HealthView | null, machine: string): number | null {
  const found = health?.machines.find((one) => one.machine === machine);
  return found?.seen?.disk?.sizeMiB ?? null;
}
