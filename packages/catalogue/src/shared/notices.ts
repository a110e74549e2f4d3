import { addressOf, informationAt, type DetailsInput, type Diagnostic } from "@allotment/model";

/**
 * What is said where an address for files was chosen and the files are on the machine all the same: for applications
 * that use such an address with object storage only.
 */
export function unusedMediaAddress({ slug, domains, bindings }: DetailsInput<unknown>): readonly Diagnostic[] {
  if (domains.media === null || bindings["bucket"]) return [];
  const params = { name: slug, host: domains.media, site: domains.web };
  return [informationAt(addressOf("instances", slug, "options", "mediaDomain"), "media-address-unused", params)];
}

/** The offer of the bucket, where it is a store that keeps no access lists (ACLs) of single objects; null elsewhere. */
export function offerWithoutAcl({ bindings }: DetailsInput<unknown>): string | null {
  const bucket = bindings["bucket"];
  return bucket && bucket.result["acl"] !== true ? bucket.offer : null;
}
