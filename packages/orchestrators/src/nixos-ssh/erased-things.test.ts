import type { ErasedItem } from "@allotment/model";
import { expect, test } from "vitest";
import { parseAnswer } from "./answers.ts";
import { erasedThings, linksIn } from "./erased-things.ts";

const items: readonly ErasedItem[] = [
  { kind: "files", name: "/var/lib/snac", instance: "talk", role: "files" },
  { kind: "account", name: "snac", instance: "talk", role: "account" },
  { kind: "search", name: "/var/lib/opensearch", instance: "talk", role: "search" },
];

test("what a machine erased has its size, also where systemd kept it elsewhere", () => {
  const answer = parseAnswer(
    "erased=/var/lib/snac 4096 12\nerased=snac 0 0\nerased=/var/lib/opensearch 0 1\nerased=/var/lib/private/opensearch 8192 3",
  );
  expect(erasedThings(items, answer)).toEqual([
    { kind: "files", name: "/var/lib/snac", instance: "talk", bytes: 4096, files: 12 },
    { kind: "account", name: "snac", instance: "talk", bytes: null, files: null },
    { kind: "search", name: "/var/lib/opensearch", instance: "talk", bytes: 8192, files: 4 },
  ]);
});

test("a machine that makes things up is not listened to", () => {
  const answer = parseAnswer("erased=/etc 1 1\nerased=/var/lib/snac many files\nlink=/etc/shadow\nlink=/var/lib/snac");
  expect(erasedThings(items, answer)[0]).toMatchObject({ bytes: null, files: null });
  expect(linksIn(items, answer)).toEqual(["/var/lib/snac"]);
});
