import type { HealthSummary } from "@allotment/api";
import { Sparkline, Status } from "@allotment/ui";
import { texts } from "../../texts/texts.ts";
import { outcomeTones } from "../deployments/[slug]/health/tones.ts";

/** How a deployment works, and how many people use it over the last month; leads to its health page. */
export function FleetHealth({ health, slug }: { readonly health: HealthSummary; readonly slug: string }) {
  const t = texts("fleet");
  const { outcome, drifted, activeUsers, from, to } = health;
  const span = { from: Date.parse(from), to: Date.parse(to) };
  return (
    <div className="u-stack-tight">
      <a href={`/deployments/${slug}/health`}>
        <Status tone={outcomeTones[outcome]}>{texts("health")(`outcomes.${outcome}`)}</Status>
      </a>
      {drifted.length > 0 && <span className="u-soft">{t("drifted", { machines: drifted.join(", ") })}</span>}
      {activeUsers.map(({ instance, points }) => (
        <Sparkline
          key={instance}
          span={span}
          points={points.map(({ at, value }) => ({ at: Date.parse(at), value }))}
          text={t("active", { count: Math.round(points.at(-1)?.value ?? 0) })}
        />
      ))}
    </div>
  );
}
