// `npm start`: from a fresh clone to a running panel and worker. Uses only what Node brings until the packages are installed.
import path from "node:path";
import { waitForAnswer } from "./lib/answers.mjs";
import { build } from "./lib/build.mjs";
import { findNix } from "./lib/nix.mjs";
import { portProblem } from "./lib/preflight.mjs";
import { prepare } from "./lib/prepare.mjs";
import { migrate, serviceEnvironment, startPanel, startWorker } from "./lib/services.mjs";
import { plainHttpWarning, urlHost } from "./lib/settings.mjs";
import { supervise } from "./lib/supervise.mjs";

/** @param {string} line */
const say = (line) => console.log(line);

/** @returns {Promise<string>} The empty string after a clean stop, or what went wrong. */
async function start() {
  const settings = await prepare(say);
  if ("problem" in settings) return settings.problem;
  const errors = await build(say);
  if (errors !== "") return errors;
  const env = serviceEnvironment(settings, "production");
  const database = await migrate(env);
  if ("problem" in database) return database.problem;
  // Building took minutes perhaps; whoever took the port meanwhile would otherwise answer in our place.
  const taken = await portProblem(settings.host, settings.port);
  if (taken !== "") return taken;
  const nix = findNix();
  const services = [
    await startPanel("start", settings, env, path.join(settings.dataFolder, "logs/panel.log")),
    await startWorker(
      "reason" in nix ? env : { ...env, ALLOTMENT_NIX: nix.folder },
      path.join(settings.dataFolder, "logs/worker.log"),
    ),
  ];
  const { finished, stop } = supervise(services);
  const target = { host: urlHost(settings.host).replace(/[[\]]/g, ""), port: settings.port, timeoutSeconds: 60 };
  const answered = await waitForAnswer(target, finished);
  const warning = plainHttpWarning(settings, process.env);
  if (answered && warning !== "") say(`\n${warning}`);
  if (answered) announce(settings, database.setupToken);
  else stop();
  const { failed } = await finished;
  return (
    failed ??
    (answered ? "" : `The panel did not answer within ${target.timeoutSeconds} seconds, so everything was stopped.`)
  );
}

/**
 * @param {import("./lib/settings.mjs").Settings} settings
 * @param {string | null} setupToken
 */
function announce({ address, dataFolder }, setupToken) {
  say(`\nAllotment is running: ${address}`);
  if (setupToken !== null)
    say(`Nobody has an account yet. Create the first one here: ${address}/setup?token=${setupToken}`);
  say(`Data and logs are in ${dataFolder}. Stop with Ctrl-C.`);
}

const problem = await start();
if (problem !== "") {
  console.error(`\n${problem}`);
  process.exitCode = 1;
}
