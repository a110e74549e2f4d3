import type { StepContext, StepResult } from "@allotment/engine";
import type { Binding, Description } from "@allotment/model";
import { unknownMachine } from "../failures.ts";
import { evaluateTree } from "../nix/evaluate.ts";
import { findNixPrograms } from "../nix/find.ts";
import { plausibleCount, pretend, wantedFailure } from "./practise.ts";
import { describedSystems } from "./systems.ts";

/** How much one evaluation may take. */
export interface EvaluationLimits {
  readonly timeoutSeconds: number;
  readonly memoryMiB: number;
}

/** Pretends to make what is outside of machines; refuses machines that the environment does not have. */
export async function provision(context: StepContext): Promise<StepResult> {
  await context.emit({ kind: "note", code: "practice-provision" });
  const unknown = context.machines.find((machine) => context.environment.offers.machine[machine] === undefined);
  if (unknown !== undefined) return { kind: "failed", failure: unknownMachine(unknown) };
  const failure = wantedFailure(context, "provision");
  if (failure !== undefined) return failure;
  const resources = madeOutside(context.description);
  for (const params of resources) await context.emit({ kind: "note", code: "practised-resource", params });
  await pretend(context, { phase: "provision", code: "resources", count: resources.length, share: 1 });
  return { kind: "done" };
}

/** Resource types that a real provider would have to make something for. Relays, certificates and records are used as they are. */
const made: ReadonlySet<Binding["type"]> = new Set(["postgresql", "redis", "s3-bucket", "search"]);

function madeOutside({ deployment, instances, backups }: Description) {
  const resources = Object.entries(instances).flatMap(([slug, { bindings }]) =>
    Object.entries(bindings)
      .filter(([, { type, offer }]) => made.has(type) && offer !== "co-located")
      .map(([role, { type, offer }]) => ({ resource: `${slug}/${role}`, type, offer })),
  );
  if (backups === null) return resources;
  return [...resources, { resource: deployment, type: "backup-repository", offer: backups.offer }];
}

/** Evaluates the tree with a real Nix where there is one, and says so where there is none. */
export function evaluateWith(env: NodeJS.ProcessEnv, limits: EvaluationLimits) {
  return async function evaluate(context: StepContext): Promise<StepResult> {
    const failure = wantedFailure(context, "evaluate");
    if (failure !== undefined) return failure;
    if (context.tree === null) throw new Error("there is no tree to evaluate");
    const programs = await findNixPrograms(env);
    await pretend(context, { phase: "evaluate", code: "machines", count: context.machines.length, share: 0.2 });
    if (programs === null) {
      await context.emit({ kind: "evaluation", level: "not-evaluated" });
      return { kind: "done", facts: { evaluation: "not-evaluated", systems: describedSystems(context.description) } };
    }
    const evaluation = await evaluateTree({
      programs,
      folder: context.tree.folder,
      description: context.description,
      nixpkgs: env["NIXPKGS"] || null,
      signal: context.signal,
      ...limits,
    });
    if (evaluation.kind === "failed") return evaluation;
    await context.emit({ kind: "evaluation", level: evaluation.level });
    return { kind: "done", facts: { evaluation: evaluation.level, systems: evaluation.systems } };
  };
}

/** Pretends to build each machine's system. */
export async function build(context: StepContext): Promise<StepResult> {
  const failure = wantedFailure(context, "build");
  if (failure !== undefined) return failure;
  await context.emit({ kind: "note", code: "practice-build" });
  for (const machine of context.machines) {
    const count = plausibleCount(context, "build", machine, 20, 180);
    await pretend(context, { phase: "build", code: "derivations", count, machine, share: 1 / context.machines.length });
  }
  return { kind: "done" };
}
