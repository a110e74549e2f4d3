import type { MachineFacts } from "@allotment/store";
import { clipped } from "./checks.ts";

/** Reads the answer of the activation interface's `facts`: lines `key=value`, of which any may be missing or nonsense. */
export function readFacts(output: string): MachineFacts {
  const lines = output.slice(0, 64 * 1024).split("\n");
  const values = new Map(lines.flatMap((line) => (line.includes("=") ? [splitAt(line, line.indexOf("="))] : [])));
  const text = (key: string) => clipped(values.get(key) ?? "") || null;
  const number = (key: string) => {
    const value = values.get(key) ?? "";
    return /^[0-9]{1,12}$/.test(value) ? Number(value) : null;
  };
  const gibibytes = (key: string) => {
    const mebibytes = number(key);
    return mebibytes === null ? null : Math.floor(mebibytes / 1024);
  };
  const nixos = values.get("nixos");
  return {
    kernel: text("kernel"),
    nixos: nixos === "yes" || nixos === "no" ? nixos === "yes" : null,
    nixVersion: text("nix-version"),
    memoryMiB: number("memory-mib"),
    cpuCores: number("cpus"),
    diskGiB: gibibytes("disk-mib"),
    diskFreeGiB: gibibytes("disk-free-mib"),
  };
}

function splitAt(line: string, index: number): [string, string] {
  return [line.slice(0, index).trim(), line.slice(index + 1).trim()];
}
