import { build } from "../scripts/lib/build.mjs";

/** Builds panel, worker and command line before the first test, so that installations that start side by side find them built. */
export default async function buildOnce(): Promise<void> {
  const errors = await build((line: string) => console.log(line));
  if (errors !== "") throw new Error(errors);
}
