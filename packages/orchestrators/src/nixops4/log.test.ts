import { expect, it } from "vitest";
import { nixops4Log } from "./log.ts";

// What NixOps4 0.1.0 writes without a terminal, with the log of the programs that it runs in between.
const log = `2026-07-24T12:00:00.123456Z  INFO Applying composite: nixops4::work: new
The following resources (and nested composites, if any) will be applied:
  - choir.amber.first
  - choir.amber.nixos
2026-07-24T12:00:01.123456Z  INFO Applying composite:Applying resource{resource=ComponentPath(["choir", "amber", "nixos"])}: nixops4::work: new
2026-07-24T12:00:01.223456Z  INFO Applying composite:Applying resource{resource=ComponentPath(["choir", "amber", "nixos"])}:creating resource{name="choir.amber.nixos"}: nixops4::work: new
copying 3 paths...
  - a line of a program that looks like a list
2026-07-24T12:00:02.123456Z  INFO Applying composite: nixops4::work: Skipping update for resource choir.amber.first: inputs unchanged
activating the configuration...
2026-07-24T12:00:09.123456Z  INFO Applying composite:Applying resource{resource=ComponentPath(["choir", "amber", "nixos"])}:creating resource{name="choir.amber.nixos"}: nixops4::work: close time.busy=7.01ms time.idle=8.1s
The following resources were created:
  - resource choir.amber.nixos
    - input args: ["-c", "secret-input"]
    - output stdout: ""
nixops4 error: Failed to close 1 state provider(s):

Caused by:
    0: Broken pipe`;

it("reads what will be applied, what begins and ends, what programs say, and the error with its causes", () => {
  const read = nixops4Log();
  const events = log.split("\n").flatMap((line) => read(line) ?? []);
  expect(events).toEqual([
    { kind: "planned", resource: "choir.amber.first" },
    { kind: "planned", resource: "choir.amber.nixos" },
    { kind: "begun", resource: "choir.amber.nixos" },
    { kind: "output", line: "copying 3 paths..." },
    { kind: "output", line: "  - a line of a program that looks like a list" },
    { kind: "ended", resource: "choir.amber.first" },
    { kind: "output", line: "activating the configuration..." },
    { kind: "ended", resource: "choir.amber.nixos" },
    { kind: "error", line: "nixops4 error: Failed to close 1 state provider(s):" },
    { kind: "error", line: "" },
    { kind: "error", line: "Caused by:" },
    { kind: "error", line: "    0: Broken pipe" },
  ]);
});
