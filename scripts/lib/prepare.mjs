import { install } from "./install.mjs";
import { dataFolderProblem, portProblem } from "./preflight.mjs";
import { gitProblem, nodeProblem } from "./requirements.mjs";
import { root } from "./root.mjs";
import { readSettings } from "./settings.mjs";

/**
 * Everything that has to hold before anything is built: the right Node, git, sensible settings, a data folder that can be written
 * to, a free port, and installed packages. What is quick to check comes first.
 *
 * @param {(line: string) => void} say
 * @returns {Promise<import("./settings.mjs").Settings | { problem: string }>} `problem` is for people; its last line says it all.
 */
export async function prepare(say) {
  const early = nodeProblem(process.version) || (await gitProblem());
  if (early !== "") return { problem: early };
  const settings = readSettings(process.env, root);
  if ("problem" in settings) return settings;
  const problem =
    (await dataFolderProblem(settings.dataFolder)) ||
    (await portProblem(settings.host, settings.port)) ||
    (await install(say));
  return problem === "" ? settings : { problem };
}
