import {
  nothingSwitched,
  type JsonValue,
  type StepContext,
  type StepFailure,
  type StepResult,
} from "@allotment/engine";
import type { Slug } from "@allotment/model";
import { inParallel } from "../parallel.ts";
import { scrubbed } from "../tool-output.ts";
import { worst } from "./activate.ts";
import { hostFailure, providerFailure } from "./failures.ts";
import { isTrouble, type Host } from "./host.ts";
import { askUntilOver, stateIn } from "./patient-ask.ts";
import { hostsAtOnce, openHosts, type Setup } from "./setup.ts";

/**
 * Has machines take a last backup of every instance that is deployed, whatever it is doing, and waits for the end of it.
 * Machines do it by themselves: whoever comes next asks after the same backup. Facts: `snapshots`, by instance.
 */
export async function backUp(setup: Setup, context: StepContext): Promise<StepResult> {
  // Whoever asked for one would find nothing after what follows.
  if ((context.deployed?.backups ?? null) === null)
    return { kind: "failed", failure: providerFailure("backup-impossible", {}) };
  const opened = await openHosts(setup, context);
  if ("failure" in opened) return { kind: "failed", failure: opened.failure };
  const snapshots: Record<Slug, JsonValue> = {};
  const failures = await inParallel(opened.hosts, hostsAtOnce, async (host) => {
    for (const slug of instancesOn(context, host.machine)) {
      const taken = await backUpInstance(context, host, slug);
      if ("code" in taken) return taken;
      snapshots[slug] = { machine: host.machine, snapshot: taken.snapshot };
    }
    return null;
  });
  const failure = worst(failures);
  return failure === null ? { kind: "done", facts: { snapshots } } : { kind: "failed", failure };
}

function instancesOn({ deployed }: StepContext, machine: Slug): Slug[] {
  return Object.entries(deployed?.instances ?? {})
    .filter(([, { components }]) => Object.values(components).some((component) => component.machine === machine))
    .map(([slug]) => slug);
}

async function backUpInstance(
  context: StepContext,
  host: Host,
  slug: Slug,
): Promise<{ readonly snapshot: string | null } | StepFailure> {
  const { machine } = host;
  const params = { name: slug, machine };
  await context.emit({ kind: "note", code: "backup-begins", params, machine });
  // As nix/resources/backup-repository calls it.
  const unit = `restic-backups-allotment-${slug}.service`;
  const verb = ["back-up", "--run", context.run, "--fencing", String(context.fencing), "--unit", unit] as const;
  const goesOn = (state: string) => state === "running" || state === "waiting";
  const answer = await askUntilOver(context, (asked) => asked.ask(verb), host, goesOn);
  if (isTrouble(answer)) return hostFailure(host, answer);
  if (stateIn(answer) !== "done") {
    const detail = scrubbed((answer.get("log") ?? []).join("\n"));
    return providerFailure("backup-failed", params, { detail, unharmed: nothingSwitched, retryable: true });
  }
  const [snapshot = null] = answer.get("snapshot")?.filter((id) => /^[0-9a-f]{8,64}$/.test(id)) ?? [];
  await context.emit({ kind: "note", code: "backup-taken", params: { ...params, snapshot: snapshot ?? "" }, machine });
  return { snapshot };
}
