import { parseAnswer } from "@allotment/orchestrators";
import type { MachineFacts } from "@allotment/store";
import { clipped } from "./checks.ts";

/** Reads the answer of the activation interface's `facts`: lines `key=value`, of which any may be missing or nonsense. */
export function readFacts(output: string): MachineFacts {
  const answer = parseAnswer(output);
  const value = (key: string) => answer.get(key)?.[0] ?? "";
  const text = (key: string) => clipped(value(key)) || null;
  const number = (key: string) => (/^[0-9]{1,12}$/.test(value(key)) ? Number(value(key)) : null);
  const gibibytes = (key: string) => {
    const mebibytes = number(key);
    return mebibytes === null ? null : Math.floor(mebibytes / 1024);
  };
  const nixos = value("nixos");
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
