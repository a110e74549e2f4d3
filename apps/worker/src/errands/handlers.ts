import { runOnHost } from "@allotment/orchestrators";
import { dnsTest } from "./dns-test.ts";
import type { Handlers } from "./handler.ts";
import { machineScan } from "./machine-scan.ts";
import { machineTest } from "./machine-test.ts";
import { mailTest } from "./mail-test.ts";
import { relayTest } from "./relay-test.ts";
import { createReveal } from "./reveal.ts";
import { namesCheck } from "./names-check.ts";
import { storageTest } from "./storage-test.ts";

/** One line per kind of errand. */
export const handlers: Handlers = {
  "machine-scan": machineScan,
  "machine-test": machineTest,
  "mail-test": mailTest,
  "relay-test": relayTest,
  "storage-test": storageTest,
  "dns-test": dnsTest,
  "names-check": namesCheck,
  reveal: createReveal(runOnHost),
};
