import type { Effect } from "./generated/schemas.ts";

/** Effects from least to most. */
export const effects = [
  "none",
  "seconds",
  "reload",
  "restart",
  "rebuild",
  "stop",
  "new-machine",
  "irreversible",
] as const satisfies readonly Effect[];

/** The greater of the given effects; `none` for an empty list. */
export function worstEffect(all: readonly Effect[]): Effect {
  return all.reduce<Effect>(
    (worst, effect) => (effects.indexOf(effect) > effects.indexOf(worst) ? effect : worst),
    "none",
  );
}
