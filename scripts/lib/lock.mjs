/**
 * @typedef {object} LockedPackage
 * @property {string} [version]
 * @property {boolean} [optional]
 * @property {boolean} [dev]
 * @property {string[]} [os]
 * @property {string[]} [cpu]
 * @property {Record<string, string>} [optionalDependencies]
 */

const systems = ["android", "darwin", "freebsd", "linux", "openharmony", "win32"];
const processors = ["arm64", "arm", "ia32", "loong64", "mips64el", "ppc64", "riscv64", "s390x", "x64"];

/**
 * The packages for other systems that a lock leaves out. npm leaves them out when the registry it asked does not have them, and then
 * `npm ci` refuses the lock on every machine.
 *
 * @param {Record<string, LockedPackage>} packages The `packages` of a package-lock.json.
 * @returns {Record<string, LockedPackage>} Entries to add. They carry no checksum, which only the registry knows.
 */
export function missingPlatformPackages(packages) {
  /** @type {Record<string, LockedPackage>} */
  const missing = {};
  for (const [where, entry] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (resolves(packages, where, name)) continue;
      const platform = platformOf(name);
      if (platform === undefined) continue;
      missing[`node_modules/${name}`] = { version, ...platform, ...(entry.dev ? { dev: true } : {}), optional: true };
    }
  }
  return missing;
}

/**
 * Whether a package finds another by Node's rule: in its own node_modules, or in those of the folders above.
 *
 * @param {Record<string, LockedPackage>} packages
 * @param {string} where
 * @param {string} name
 * @returns {boolean}
 */
function resolves(packages, where, name) {
  const folders =
    where === ""
      ? []
      : where.split("/node_modules/").map((_, index, parts) => parts.slice(0, index + 1).join("/node_modules/"));
  return ["", ...folders.map((folder) => `${folder}/`)].some((folder) => `${folder}node_modules/${name}` in packages);
}

/**
 * Reads the system and the processor off a name such as `@x/binding-linux-arm64-musl`.
 *
 * @param {string} name
 * @returns {{ os: string[], cpu: string[] } | undefined}
 */
function platformOf(name) {
  const words = name.split(/[-/]/);
  const system = systems.find((candidate) => words.includes(candidate));
  const processor = processors.find((candidate) => words.includes(candidate));
  return system === undefined || processor === undefined ? undefined : { os: [system], cpu: [processor] };
}
