import type { ErasedThing } from "@allotment/engine";
import type { ErasedItem } from "@allotment/model";
import type { Answer } from "./answers.ts";

/** What was to be erased with what a machine said of it; what it says of anything else is not listened to. */
export function erasedThings(items: readonly ErasedItem[], answer: Answer): ErasedThing[] {
  const sizes = new Map((answer.get("erased") ?? []).flatMap(sizeOf));
  return items.map(({ kind, name, instance }) => {
    if (kind === "account") return { kind, name, instance, bytes: null, files: null };
    const found = [sizes.get(name), sizes.get(privateFolder(name))].flatMap((size) => size ?? []);
    const sum = (part: "bytes" | "files") => found.reduce((total, size) => total + size[part], 0);
    if (found.length === 0) return { kind, name, instance, bytes: null, files: null };
    return { kind, name, instance, bytes: sum("bytes"), files: sum("files") };
  });
}

/** Which of them were links, or behind one: what these led to is left. */
export function linksIn(items: readonly ErasedItem[], answer: Answer): string[] {
  const names = new Set(items.map(({ name }) => name));
  return (answer.get("link") ?? []).filter((name) => names.has(name));
}

type Size = readonly [name: string, size: { readonly bytes: number; readonly files: number }];

function sizeOf(line: string): Size[] {
  const [, name, bytes, files] = /^(\S+) (\d{1,15}) (\d{1,15})$/.exec(line) ?? [];
  return name === undefined ? [] : [[name, { bytes: Number(bytes), files: Number(files) }]];
}

// Where systemd keeps the folders of services whose users come and go.
function privateFolder(name: string): string {
  return name.replace(/^\/var\/lib\//, "/var/lib/private/");
}
