// `npm run pictures`: makes docs/pictures from an installation with people and deployments in it, and says how large they are.
import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { provideBrowser } from "./lib/browser.mjs";
import { installDebianPackages } from "./lib/debian.mjs";
import { install } from "./lib/install.mjs";
import { root } from "./lib/root.mjs";
import { run } from "./lib/run.mjs";

const kilobytesMax = 250;

/** @param {string} line */
const say = (line) => console.log(line);

/** @returns {Promise<string>} The empty string, or what went wrong. */
async function makePictures() {
  const problem = (await install(say)) || (await provideBrowser(say)) || (await provideTypeface());
  if (problem !== "") return problem;
  const playwright = path.join(root, "node_modules/.bin/playwright");
  const env = { ...process.env, FONTCONFIG_FILE: path.join(root, "e2e/pictures/fonts.conf") };
  const argv = ["test", "--config", "e2e/pictures/playwright.config.ts"];
  const { code } = await run(playwright, argv, { cwd: root, env, inherit: true });
  return code === 0 ? await sizes() : "Some pictures could not be made; the reasons are above.";
}

/** @returns {Promise<string>} The empty string, or why there is none. */
async function provideTypeface() {
  const { stdout } = await run("fc-list", ["Inter", "family"]);
  return stdout.trim() === "" ? await installDebianPackages(["fontconfig", "fonts-inter"]) : "";
}

/** @returns {Promise<string>} The empty string, or which pictures are too large for a README. */
async function sizes() {
  const folder = path.join(root, "docs/pictures");
  const tooLarge = [];
  for (const name of (await readdir(folder)).filter((file) => file.endsWith(".png"))) {
    const kilobytes = Math.round((await stat(path.join(folder, name))).size / 1000);
    say(`${name} ${kilobytes} kB`);
    if (kilobytes > kilobytesMax) tooLarge.push(name);
  }
  return tooLarge.length === 0 ? "" : `Larger than ${kilobytesMax} kB: ${tooLarge.join(", ")}.`;
}

const problem = await makePictures();
if (problem !== "") {
  console.error(problem);
  process.exitCode = 1;
}
