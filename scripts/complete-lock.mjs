// After a package was added: puts the packages for other systems into package-lock.json where npm left them out.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { writeFileIfChanged } from "./lib/files.mjs";
import { missingPlatformPackages } from "./lib/lock.mjs";
import { root } from "./lib/root.mjs";

const file = path.join(root, "package-lock.json");
const lock = JSON.parse(await readFile(file, "utf8"));
const missing = missingPlatformPackages(lock.packages);
const [top, ...others] = Object.entries({ ...lock.packages, ...missing }).sort(([a], [b]) => a.localeCompare(b, "en"));
lock.packages = Object.fromEntries([...(top === undefined ? [] : [top]), ...others]);
await writeFileIfChanged(file, `${JSON.stringify(lock, undefined, 2)}\n`);
console.log(`${Object.keys(missing).length} packages for other systems added to package-lock.json.`);
