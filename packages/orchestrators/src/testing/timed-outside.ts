import { realOutside, type Outside } from "../nixos-ssh/setup.ts";

/** The programs of Nix as a deployment over SSH calls them, and how long they took in all. */
export interface TimedOutside {
  readonly outside: Partial<Outside>;
  /** Milliseconds so far, one call after the other. */
  readonly milliseconds: () => number;
}

/** Takes the time of everything that Nix does for a deployment over SSH: evaluating, building, reading sizes, copying. */
export function timedOutside(): TimedOutside {
  let sum = 0;
  function timed<Input extends readonly unknown[], Value>(call: (...input: Input) => Promise<Value>) {
    return async (...input: Input): Promise<Value> => {
      const begun = performance.now();
      try {
        return await call(...input);
      } finally {
        sum += performance.now() - begun;
      }
    };
  }
  const { evaluateSystems, buildSystem, closureOf, copySystem } = realOutside;
  const outside = {
    evaluateSystems: timed(evaluateSystems),
    buildSystem: timed(buildSystem),
    closureOf: timed(closureOf),
    copySystem: timed(copySystem),
  };
  return { outside, milliseconds: () => sum };
}
