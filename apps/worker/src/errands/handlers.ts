import { runOnHost } from "@allotment/orchestrators";
import { dnsTest } from "./dns-test.ts";
import type { Handlers } from "./handler.ts";
import { machineScan } from "./machine-scan.ts";
import { machineTest } from "./machine-test.ts";
import { mailTest } from "./mail-test.ts";
import { createReveal } from "./reveal.ts";
import { storageTest } from "./storage-test.ts";

/** One line per kind of errand. */
export const handlers: Handlers = {
  "machine-scan": machineScan,
  "machine-test": machineTest,
  "mail-test": mailTest,
  "storage-test": storageTest,
  "dns-test": dnsTest,
  reveal: createReveal(runOnHost),
};
