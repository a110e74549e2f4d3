// `npm run dev`: the same as `npm start`, but pages are built as they are asked for and the worker starts again when it changes.
import { build } from "./lib/build.mjs";
import { findNix } from "./lib/nix.mjs";
import { prepare } from "./lib/prepare.mjs";
import { migrate, serviceEnvironment, startPanel, startWorker } from "./lib/services.mjs";
import { supervise } from "./lib/supervise.mjs";
import { watchWorker } from "./lib/watch-worker.mjs";

/** @param {string} line */
const say = (line) => console.log(line);

/** @returns {Promise<string>} The empty string after a clean stop, or what went wrong. */
async function develop() {
  const settings = await prepare(say);
  if ("problem" in settings) return settings.problem;
  const errors = await build(say, ["worker and command line"]);
  if (errors !== "") return errors;
  const shared = serviceEnvironment(settings, "development");
  const nix = findNix();
  const env = "reason" in nix ? shared : { ...shared, ALLOTMENT_NIX: nix.folder };
  const database = await migrate(env);
  if ("problem" in database) return database.problem;
  const worker = await restartingWorker(env);
  const { finished } = supervise([await startPanel("dev", settings, shared), worker]);
  say(`\nAllotment for development: ${settings.address}`);
  if (database.setupToken !== null)
    say(`Create the first account: ${settings.address}/setup?token=${database.setupToken}`);
  const { failed } = await finished;
  return failed ?? "";
}

/**
 * A worker that is started again after each change, and kept as it is while the change does not build. It never counts as ended:
 * whoever develops it sees why and changes it again.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<import("./lib/service.mjs").Service>}
 */
async function restartingWorker(env) {
  /** @type {import("./lib/service.mjs").Service | undefined} */
  let current;
  let turn = Promise.resolve();
  const stopWatching = await watchWorker((errors) => {
    if (errors !== "") return say(errors);
    turn = turn.then(async () => {
      await current?.stop();
      current = await startWorker(env);
    });
  });
  return {
    name: "worker",
    pid: undefined,
    ended: new Promise(() => undefined),
    tail: () => current?.tail() ?? "",
    kill: () => current?.kill(),
    stop: async () => {
      await stopWatching();
      await turn;
      await current?.stop();
    },
  };
}

const problem = await develop();
if (problem !== "") {
  console.error(`\n${problem}`);
  process.exitCode = 1;
}
