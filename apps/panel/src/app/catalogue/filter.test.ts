import type { ApplicationCard } from "@allotment/api";
import { describe, expect, test } from "vitest";
import { addressOf, filterOf, purposesOf, select } from "./filter.ts";

const card = (id: string, purpose: string, summary: string) =>
  ({ id, manifest: { name: id, purpose, summary, description: "" } }) as unknown as ApplicationCard;
const all = [card("peertube", "videos", "Watch films"), card("mastodon", "talk", "Short posts")];

describe("the filter of the catalogue", () => {
  test("shows everything, in the order of the purposes, until something is asked for", () => {
    expect(select(all, filterOf("", ""))).toEqual(all);
    expect(purposesOf(all)).toEqual(["talk", "videos"]);
  });

  test("keeps what is for one purpose and has every word", () => {
    expect(select(all, filterOf("talk", "")).map(({ id }) => id)).toEqual(["mastodon"]);
    expect(select(all, filterOf("", "POSTS short")).map(({ id }) => id)).toEqual(["mastodon"]);
    expect(select(all, filterOf("videos", "posts"))).toEqual([]);
  });

  test("survives its address, and ignores a purpose that there is not", () => {
    const filter = filterOf("talk", "a & b");
    const query = new URL(addressOf(filter), "http://localhost").searchParams;
    expect(filterOf(query.get("purpose") ?? "", query.get("q") ?? "")).toEqual(filter);
    expect(filterOf("constructor", "").purpose).toBeNull();
  });
});
