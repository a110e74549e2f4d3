import type { ErasureView } from "@allotment/api";
import { texts } from "../../../../texts/texts.ts";

/** What a removal leaves outside of the machines, each in a line. Of what is only practised, nothing is there to be kept. */
export function leftLines(left: ErasureView["left"], practice: boolean): readonly string[] {
  if (!practice) return left.map(({ sentence }) => sentence);
  return left.map(({ typeText, name }) => texts("states")("record.leftThing", { type: typeText, name }));
}
