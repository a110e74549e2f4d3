/** Resource types: one folder each, one line in the registry. */
export * from "./registry.ts";
export { addedUse, unusedOffer } from "./resource.ts";
export { type AnyResourceModule, type Bound, type OfferUse, type Refusal } from "./resource.ts";
