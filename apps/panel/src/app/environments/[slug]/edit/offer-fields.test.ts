import { describe, expect, test } from "vitest";
import { english } from "../../../../texts/english.ts";
import { offerFields, offerTypes } from "./offer-fields.ts";

describe("fields of offers", () => {
  test("every field of every type has a label", () => {
    const labels: Readonly<Record<string, string>> = english.environments.fields;
    const names = offerTypes.flatMap((type) => offerFields(type).map(({ path }) => path.join("_")));
    expect(names.filter((name) => !Object.hasOwn(labels, name))).toEqual([]);
    expect(names.length).toBeGreaterThan(40);
  });

  test("secrets are known as such, so that their values never become part of a document", () => {
    const secrets = offerTypes.flatMap((type) =>
      offerFields(type)
        .filter(({ kind }) => kind === "secret")
        .map(({ path }) => `${type} ${path.join(".")}`),
    );
    expect(secrets).toEqual([
      "s3-bucket accessKeyId",
      "s3-bucket secretAccessKey",
      "backup-repository accessKeyId",
      "backup-repository secretAccessKey",
      "smtp password",
      "postgresql adminPassword",
      "search password",
    ]);
  });

  test("required fields come first", () => {
    const required = offerFields("machine").map((field) => field.required);
    expect(required).toEqual(required.toSorted((a, b) => Number(b) - Number(a)));
  });
});
