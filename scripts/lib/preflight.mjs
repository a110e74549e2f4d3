import { mkdir, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";

/**
 * Whether the port can be listened on, tried by doing it for a moment.
 *
 * @param {string} host
 * @param {number} port
 * @returns {Promise<string>} The empty string, or one sentence.
 */
export function portProblem(host, port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error) => resolve(portSentence(codeOf(error), host, port)));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve("")));
  });
}

/**
 * @param {string} code A system error code.
 * @param {string} host
 * @param {number} port
 * @returns {string}
 */
function portSentence(code, host, port) {
  if (code === "EADDRINUSE") {
    return `Port ${port} on ${host} is already in use; stop what uses it, or choose another: ALLOTMENT_PORT=${port + 1} npm start`;
  }
  if (code === "EACCES") return `Port ${port} may not be used by this user; choose one above 1023 with ALLOTMENT_PORT.`;
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND")
    return `ALLOTMENT_HOST=${host} is not an address of this machine.`;
  return `Port ${port} on ${host} cannot be listened on (${code}).`;
}

/**
 * Makes the data folder if need be and tries to write into it.
 *
 * @param {string} folder Absolute.
 * @returns {Promise<string>} The empty string, or one sentence.
 */
export async function dataFolderProblem(folder) {
  const probe = path.join(folder, `.write-test-${process.pid}`);
  try {
    await makeFolder(folder);
    await writeFile(probe, "");
    await rm(probe);
    return "";
  } catch (error) {
    return folderSentence(codeOf(error), folder);
  }
}

/**
 * Makes a folder and those above it. Node's own recursive way never ends where a file system refuses every name, as /proc does.
 *
 * @param {string} folder
 * @returns {Promise<void>}
 */
async function makeFolder(folder) {
  const failure = await tryToMake(folder);
  if (failure === undefined || (failure === "EEXIST" && (await stat(folder)).isDirectory())) return;
  if (failure !== "ENOENT" || path.dirname(folder) === folder)
    throw Object.assign(new Error(failure), { code: failure });
  await makeFolder(path.dirname(folder));
  await mkdir(folder, { mode: 0o700 });
}

/**
 * @param {string} folder
 * @returns {Promise<string | undefined>} The system error code when it failed.
 */
async function tryToMake(folder) {
  return await mkdir(folder, { mode: 0o700 }).then(() => undefined, codeOf);
}

/**
 * @param {string} code A system error code.
 * @param {string} folder
 * @returns {string}
 */
function folderSentence(code, folder) {
  const choose = "choose another with ALLOTMENT_DATA";
  if (["EACCES", "EPERM", "EROFS"].includes(code))
    return `The data folder ${folder} cannot be written to; allow it, or ${choose}.`;
  if (["EEXIST", "ENOTDIR"].includes(code)) return `${folder} is a file or below one, not a folder; ${choose}.`;
  if (["ENOSPC", "EDQUOT"].includes(code))
    return `There is no space left for the data folder ${folder}; free some, or ${choose}.`;
  return `The data folder ${folder} cannot be used (${code}); ${choose}.`;
}

/**
 * @param {unknown} error
 * @returns {string} Its system error code, or its text.
 */
function codeOf(error) {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
