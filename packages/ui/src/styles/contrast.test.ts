import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

type Theme = "light" | "dark";
type Tokens = ReadonlyMap<string, Readonly<Record<Theme, string>>>;

/** Reads `--color-name: light-dark(#light, #dark);` from the token file. */
function readTokens(): Tokens {
  const css = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");
  const pattern = /--color-([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g;
  return new Map([...css.matchAll(pattern)].map(([, name = "", light = "", dark = ""]) => [name, { light, dark }]));
}

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(hex: string): number {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

const surfaces = ["page", "surface", "sunken"];
const statuses = ["success", "warning", "danger", "info"];

/** Text on its background: 4.5 (1.4.3). */
const texts: readonly (readonly [string, string])[] = [
  ...["ink", "ink-soft", "ink-faint", "accent", "accent-strong", ...statuses].flatMap((text) =>
    surfaces.map((surface) => [text, surface] as const),
  ),
  ...statuses.flatMap((status) => [[status, `${status}-wash`] as const, ["ink", `${status}-wash`] as const]),
  ["ink", "accent-wash"],
  ["ink-soft", "accent-wash"],
  ["accent-strong", "accent-wash"],
  ["on-accent", "accent"],
  ["on-accent", "accent-strong"],
  ["on-danger", "danger"],
];

/** Borders of controls, focus rings, parts of pictures: 3 (1.4.11). */
const shapes: readonly (readonly [string, string])[] = [
  ...["line-strong", "focus", "accent", "danger"].flatMap((line) =>
    surfaces.map((surface) => [line, surface] as const),
  ),
  ["accent", "line"],
  ["danger", "line"],
  ["focus", "accent-wash"],
];

describe("contrast of the tokens", () => {
  const tokens = readTokens();
  const hex = (name: string, theme: Theme) => tokens.get(name)?.[theme] ?? `no token --color-${name}`;

  it("finds every colour in the token file", () => {
    const css = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");
    expect(tokens.size).toBe([...css.matchAll(/^\s*--color-/gm)].length);
  });

  describe.each(["light", "dark"] as const)("%s", (theme) => {
    it.each(texts)("%s on %s is at least 4.5", (text, surface) => {
      expect(contrast(hex(text, theme), hex(surface, theme))).toBeGreaterThanOrEqual(4.5);
    });

    it.each(shapes)("%s beside %s is at least 3", (line, surface) => {
      expect(contrast(hex(line, theme), hex(surface, theme))).toBeGreaterThanOrEqual(3);
    });
  });

  it("computes the ratio as WCAG does", () => {
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
    expect(contrast("#767676", "#ffffff")).toBeCloseTo(4.54, 2);
  });
});
