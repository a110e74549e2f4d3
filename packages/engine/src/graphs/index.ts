import type { RunKind, RunState } from "@allotment/store";
import type { StateGraph } from "../graph.ts";
import { installGraph } from "./install.ts";
import { notificationGraph } from "./notification.ts";
import { removalGraph } from "./removal.ts";
import { settingsGraph } from "./settings.ts";

const graphByKind: Readonly<Record<RunKind, StateGraph<RunState>>> = {
  deploy: installGraph,
  rollback: installGraph,
  suspend: installGraph,
  resume: installGraph,
  settings: settingsGraph,
  remove: removalGraph,
};

/** The graph that a run of this kind follows. */
export function graphOf({ kind }: { readonly kind: RunKind }): StateGraph<RunState> {
  return graphByKind[kind];
}

/** All state graphs, as they are drawn into ARCHITECTURE.md. */
export const graphs: readonly StateGraph<string>[] = [installGraph, settingsGraph, removalGraph, notificationGraph];
