import { addressOf, informationAt, type DetailsInput, type Diagnostic } from "@allotment/model";
import { offerWithoutAcl, unusedMediaAddress } from "../../shared/index.ts";
import type { Options } from "./options.ts";

/** What people should know about where Pixelfed was placed. */
export function noticesOf(input: DetailsInput<Options>): readonly Diagnostic[] {
  return [...unusedMediaAddress(input), ...refusedUploads(input)];
}

// Pixelfed sends every photo with the access list `public-read`, whatever it is told (ResilientMediaStorageService).
function refusedUploads(input: DetailsInput<Options>): readonly Diagnostic[] {
  const { slug } = input;
  const offer = offerWithoutAcl(input);
  if (offer === null) return [];
  return [
    informationAt(addressOf("instances", slug, "resources", "bucket"), "uploads-name-acl", { name: slug, offer }),
  ];
}
