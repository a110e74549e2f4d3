import type { StateGraph } from "../graph.ts";
import { runGraph } from "./run.ts";

/** All state graphs, as they are drawn into ARCHITECTURE.md. */
export const graphs: readonly StateGraph<string>[] = [runGraph];
