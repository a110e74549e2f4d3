import { makePlan } from "../index.ts";
import { sampleInput } from "./index.ts";

/** A plan of a configuration, both as JSON texts, so that nothing else crosses between two worlds. */
export function planOf(configuration: string): string {
  return JSON.stringify(makePlan(sampleInput({ configuration: JSON.parse(configuration) as unknown })).plan);
}
