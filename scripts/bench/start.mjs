import { statusOf } from "../lib/answers.mjs";
import { descendants, proportionalSetSizeMB } from "../lib/memory.mjs";
import { startAllotment } from "../lib/started.mjs";

const starts = 5;
const idleSeconds = 30;

export const name = "first page after the address was printed, and memory of panel and worker when idle";

/**
 * Starts the built product five times on an empty data folder each, and asks for the first page at once.
 *
 * @returns {Promise<Record<string, number | string>>}
 */
export async function run() {
  const built = await startAllotment();
  await built.stop();
  const pages = [];
  const readiness = [];
  let memoryMB = 0;
  for (let turn = 1; turn <= starts; turn += 1) {
    const begun = performance.now();
    const allotment = await startAllotment();
    readiness.push(allotment.announcedAt - begun);
    const asked = performance.now();
    const status = await statusOf("127.0.0.1", allotment.port, "/sign-in");
    pages.push(performance.now() - asked);
    if (turn === starts) memoryMB = await idleMemoryMB(allotment.pid);
    await allotment.stop();
    if (status === undefined || status >= 500) throw new Error(`the first page answered ${status ?? "nothing"}`);
  }
  return {
    startedAgainMedianMilliseconds: median(readiness),
    firstPageMedianMilliseconds: median(pages),
    firstPageAim: "1000 ms",
    idleMemoryMB: Math.round(memoryMB),
    idleMemoryAim: "350 MB of panel and worker together",
  };
}

/**
 * @param {number | undefined} pid Of the process that started panel and worker.
 * @returns {Promise<number>} MB of both, without the starter.
 */
async function idleMemoryMB(pid) {
  if (pid === undefined || process.platform !== "linux") throw new Error("memory is measured on Linux only");
  await new Promise((resolve) => setTimeout(resolve, idleSeconds * 1000));
  const sizes = await Promise.all((await descendants(pid)).map((each) => proportionalSetSizeMB(each)));
  return sizes.reduce((total, size) => total + size, 0);
}

/**
 * @param {number[]} values
 * @returns {number} Rounded to a tenth.
 */
function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round((sorted[Math.floor(sorted.length / 2)] ?? 0) * 10) / 10;
}
