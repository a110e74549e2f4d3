import { expect, test } from "vitest";
import { missingPlatformPackages } from "./lock.mjs";

test("packages for other systems that npm left out are found, with the version their owner wants", () => {
  const lock = {
    "": { version: "0.1.0" },
    "node_modules/tool": {
      version: "2.0.0",
      dev: true,
      optionalDependencies: { "@tool/linux-x64": "2.0.0", "@tool/darwin-arm64": "2.0.0", fsevents: "2.3.3" },
    },
    "node_modules/@tool/linux-x64": { version: "2.0.0", optional: true },
  };
  expect(missingPlatformPackages(lock)).toEqual({
    "node_modules/@tool/darwin-arm64": { version: "2.0.0", os: ["darwin"], cpu: ["arm64"], dev: true, optional: true },
  });
});

test("a package in the owner's own node_modules counts as there", () => {
  const lock = {
    "node_modules/a/node_modules/tool": { version: "1.0.0", optionalDependencies: { "tool-win32-x64": "1.0.0" } },
    "node_modules/a/node_modules/tool-win32-x64": { version: "1.0.0" },
  };
  expect(missingPlatformPackages(lock)).toEqual({});
});
