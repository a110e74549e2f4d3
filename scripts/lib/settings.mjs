import path from "node:path";

/**
 * @typedef {object} Settings How this installation is started.
 * @property {string} host Address to listen on.
 * @property {number} port
 * @property {string} dataFolder Absolute.
 * @property {string} address What people open, without a slash at the end.
 */

/**
 * Reads the settings of a start from the environment.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {string} folder The checkout, to which a relative ALLOTMENT_DATA refers.
 * @returns {Settings | { problem: string }}
 */
export function readSettings(env, folder) {
  const host = env["ALLOTMENT_HOST"] || "127.0.0.1";
  const port = Number(env["ALLOTMENT_PORT"] || 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    return { problem: `ALLOTMENT_PORT has to be a number from 1 to 65535, not "${env["ALLOTMENT_PORT"]}".` };
  }
  const publicUrl = env["ALLOTMENT_PUBLIC_URL"] || "";
  if (publicUrl !== "" && !isWebAddress(publicUrl)) {
    return {
      problem: `ALLOTMENT_PUBLIC_URL has to be an address such as https://panel.example.org, not "${publicUrl}".`,
    };
  }
  return {
    host,
    port,
    dataFolder: path.resolve(folder, env["ALLOTMENT_DATA"] || "data"),
    address: publicUrl === "" ? `http://${urlHost(host)}:${port}` : publicUrl.replace(/\/+$/, ""),
  };
}

/**
 * What to say at the start about passwords and cookies that would cross a network in clear.
 *
 * @param {Settings} settings
 * @param {NodeJS.ProcessEnv} env
 * @returns {string} Empty when nothing has to be said.
 */
export function plainHttpWarning({ host, address }, env) {
  const loopback = host === "localhost" || host === "::1" || host.startsWith("127.");
  const secureCookies = /^(true|1|yes|on)$/i.test(env["ALLOTMENT_SECURE_COOKIES"] ?? "");
  if (loopback || address.startsWith("https:") || secureCookies) return "";
  return `Warning: it listens on ${host} without TLS, so passwords and sessions can be read on the way. Put a proxy with TLS in front and set ALLOTMENT_PUBLIC_URL to its https address.`;
}

/**
 * The host to put in an address of this machine: a wildcard is not an address one can open.
 *
 * @param {string} host
 * @returns {string}
 */
export function urlHost(host) {
  if (host === "0.0.0.0" || host === "::") return "localhost";
  return host.includes(":") ? `[${host}]` : host;
}

/**
 * @param {string} text
 * @returns {boolean}
 */
function isWebAddress(text) {
  return URL.canParse(text) && ["http:", "https:"].includes(new URL(text).protocol);
}
