import { describe, expect, test } from "vitest";
import { houseRuleBreaks } from "./house-rules.mjs";

describe("house rules", () => {
  test.each([
    ["package-lock.json", '"resolved": "https://registry.example/a/-/a-1.0.0.tgz",'],
    [".npmrc", "registry=https://registry.example/"],
    ["README.md", "Look into /root/notes for more."],
    ["packages/a/src/a.ts", 'const folder = "/home/anna/project";'],
    ["packages/a/src/a.ts", "// @ts-ignore"],
    ["packages/a/src/a.ts", 'spawn("ls", { shell: true });'],
    ["packages/a/src/a.ts", 'import { exec } from "node:child_process";'],
    ["packages/a/src/a.ts", "child_process.execSync(command);"],
  ])("%s may not hold %s", (name, line) => {
    expect(houseRuleBreaks(name, `first line\n${line}\n`)).toEqual([
      expect.stringMatching(new RegExp(`^${name}:2: .`)),
    ]);
  });

  test.each([
    ["package-lock.json", '"resolved": "packages/api",'],
    ["packages/a/src/a.ts", 'import { execFile, spawn } from "node:child_process";'],
    ["packages/a/src/a.ts", "pattern.exec(text);"],
    ["nix/host/users.nix", 'home = "/home/allotment";'],
    ["packages/a/src/a.ts", 'home: "/var/lib/mastodon"'],
    ["README.md", "see /etc/nix/nix.conf"],
  ])("%s may hold %s", (name, line) => {
    expect(houseRuleBreaks(name, line)).toEqual([]);
  });
});
