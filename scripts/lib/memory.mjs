import { readdir, readFile } from "node:fs/promises";

/**
 * The processes below one, by the parents that /proc names.
 *
 * @param {number} pid
 * @returns {Promise<number[]>} Without `pid` itself.
 */
export async function descendants(pid) {
  const names = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const stats = await Promise.all(names.map((name) => readFile(`/proc/${name}/stat`, "utf8").catch(() => "")));
  const parents = stats.map((stat, index) => ({ pid: Number(names[index]), parent: parentOf(stat) }));
  /** @type {(of: number) => number[]} */
  const below = (of) =>
    parents.filter(({ parent }) => parent === of).flatMap((child) => [child.pid, ...below(child.pid)]);
  return below(pid);
}

/**
 * Reads the parent out of a line of /proc/PID/stat. The name in brackets may hold spaces and brackets itself.
 *
 * @param {string} stat
 * @returns {number} 0 when there is none.
 */
export function parentOf(stat) {
  const afterName = stat.slice(stat.lastIndexOf(")") + 2);
  return Number(afterName.split(" ")[1] ?? 0) || 0;
}

/**
 * Proportional set size: memory that is shared with other processes counts by its share.
 *
 * @param {number} pid
 * @returns {Promise<number>} MB (1,000,000 bytes); 0 when the process is gone.
 */
export async function proportionalSetSizeMB(pid) {
  const text = await readFile(`/proc/${pid}/smaps_rollup`, "utf8").catch(() => "");
  return (Number(/^Pss:\s+(\d+) kB$/m.exec(text)?.[1] ?? 0) * 1024) / 1_000_000;
}
