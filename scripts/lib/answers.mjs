import { request } from "node:http";

/**
 * Waits until a web server answers anything at all.
 *
 * @param {{ host: string, port: number, timeoutSeconds: number, path?: string }} target
 * @param {Promise<unknown>} givenUp Ends the waiting early when it settles.
 * @returns {Promise<boolean>} Whether it answered.
 */
export async function waitForAnswer({ host, port, timeoutSeconds, path = "/" }, givenUp) {
  let waiting = true;
  const stopWaiting = () => {
    waiting = false;
  };
  givenUp.then(stopWaiting, stopWaiting);
  const deadline = Date.now() + timeoutSeconds * 1000;
  while (waiting && Date.now() < deadline) {
    if ((await statusOf(host, port, path)) !== undefined) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

/**
 * Asks for one page.
 *
 * @param {string} host
 * @param {number} port
 * @param {string} path
 * @returns {Promise<number | undefined>} The HTTP status after the whole body arrived; undefined when there was no answer.
 */
export function statusOf(host, port, path) {
  return new Promise((resolve) => {
    const asked = request({ host, port, path, timeout: 20_000 }, (response) => {
      response.resume().on("end", () => resolve(response.statusCode));
    });
    asked.on("timeout", () => asked.destroy());
    asked.on("error", () => resolve(undefined));
    asked.end();
  });
}
