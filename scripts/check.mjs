// `npm run check`: everything that can be known without running the product.
import { isInstalled } from "./lib/installed.mjs";
import { runChecks } from "./lib/checks.mjs";
import { root } from "./lib/root.mjs";

if (await isInstalled(root)) {
  const { passed, failed } = await runChecks((line) => console.log(line));
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
} else {
  console.error("The packages are not installed, or are not those of package-lock.json: run `npm ci` first.");
  process.exitCode = 1;
}
