import {
  secretPath,
  type SearchOffer,
  type SearchRequest,
  type SearchResult,
  type SecretSource,
} from "@allotment/model";
import { defineResource, frozenName, sharedName } from "../resource.ts";

/** A full-text search cluster: OpenSearch on the application's machine, or a shared one. */
export const search = defineResource<SearchRequest, SearchOffer, SearchResult>({
  type: "search",
  withoutOffer: "co-located",
  holdsState: false,
  nameOf: ({ prefix }) => prefix,
  keptOn: () => ({ kind: "search", name: "/var/lib/opensearch" }),
  summary: "Full-text search.",
  refusal: (_request, offer, use) => (offer.indexesMax !== undefined && use.users >= offer.indexesMax ? "full" : null),
  bind: ({ deployment, slug, role, request, offer, previous }) => {
    if (!offer) {
      const result: SearchResult = {
        host: "127.0.0.1",
        port: 9200,
        prefix: request.prefix,
        preset: "single_node_cluster",
        username: null,
        passwordFile: null,
      };
      return { result, secrets: {}, generators: {} };
    }
    const password: Record<string, SecretSource> = offer.password
      ? { password: { given: offer.password.$secret, of: "environment" } }
      : {};
    const result: SearchResult = {
      host: offer.host,
      port: offer.port ?? 9200,
      prefix:
        frozenName(previous, "prefix") ?? sharedName({ deployment, slug, role }, { separator: "-", lengthMax: 48 }),
      preset: offer.preset,
      username: offer.username ?? null,
      passwordFile: offer.password ? secretPath(slug, `${role}-password`) : null,
    };
    return { result, secrets: password, generators: {} };
  },
});
