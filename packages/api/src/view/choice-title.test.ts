import { findApplication } from "@allotment/catalogue";
import { expect, test } from "vitest";
import { choiceTitle } from "./choice-title.ts";

const options = findApplication("mastodon")?.optionsSchema.properties;

test("a choice reads as people chose it, and everything else as it is", () => {
  expect(choiceTitle(options?.["registrations"], "none")).toBe("Nobody");
  expect(choiceTitle(options?.["registrations"], "unheard-of")).toBe("unheard-of");
  expect(choiceTitle(options?.["title"], "The choir")).toBe("The choir");
  expect(choiceTitle(undefined, undefined)).toBeUndefined();
});
