import { describe, expect, test } from "vitest";
import { applications, catalogueDigest, findApplication } from "./registry.ts";
import { detailsContract } from "./testing/contract-details.ts";
import { manifestContract } from "./testing/contract-manifest.ts";
import { optionsContract } from "./testing/contract-options.ts";
import { requirementsContract } from "./testing/contract-requirements.ts";

test("ids are unique, found, and part of the identity of the catalogue", () => {
  const ids = applications.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const module of applications) expect(findApplication(module.id)).toBe(module);
  expect(findApplication("constructor")).toBeUndefined();
  expect(catalogueDigest()).toBe(catalogueDigest([...applications]));
  const [first, ...rest] = applications;
  if (!first) throw new Error("the catalogue is empty");
  expect(catalogueDigest([{ ...first, version: first.version + 1 }, ...rest])).not.toBe(catalogueDigest());
});

describe.each(applications.map((module) => [module.id, module] as const))("%s", (_id, module) => {
  optionsContract(module);
  requirementsContract(module);
  detailsContract(module);
  manifestContract(module);
});
