import { addressOf, warningAt, type DetailsInput, type Diagnostic } from "@allotment/model";
import { offerWithoutAcl, unusedMediaAddress } from "../../shared/index.ts";
import type { Options } from "./options.ts";

/** What people should know about where PeerTube was placed. */
export function noticesOf(input: DetailsInput<Options>): readonly Diagnostic[] {
  return [...unusedMediaAddress(input), ...readablePrivateFiles(input)];
}

// All files of PeerTube are in one bucket that everybody may read; only access lists tell the private ones apart.
function readablePrivateFiles(input: DetailsInput<Options>): readonly Diagnostic[] {
  const { slug, bindings } = input;
  const offer = offerWithoutAcl(input);
  if (offer === null || bindings["bucket"]?.request["publicRead"] !== true) return [];
  const params = { name: slug, offer };
  return [warningAt(addressOf("instances", slug, "resources", "bucket"), "private-files-readable", params)];
}
