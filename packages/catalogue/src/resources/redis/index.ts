import { secretPath, type RedisOffer, type RedisRequest, type RedisResult } from "@allotment/model";
import { defineResource, frozenName, sharedName, type BindInput, type Bound } from "../resource.ts";

/** A Redis server process of the application's own: on its machine by socket, or at a shared host by port. */
export const redis = defineResource<RedisRequest, RedisOffer, RedisResult>({
  type: "redis",
  withoutOffer: "co-located",
  holdsState: true,
  nameOf: ({ namespace }) => namespace,
  keptOn: ({ namespace }) => ({ kind: "redis", name: `/var/lib/redis-${namespace}` }),
  summary: "A Redis server process of the application's own.",
  refusal: (request, offer, use) => {
    if (compareVersions(offer.version, request.versionMin) < 0) return "too-old";
    if (use.users >= offer.namespacesMax) return "full";
    return use.memoryMiB + request.capacity.memoryMiB > offer.memoryMiB ? "too-little-memory" : null;
  },
  bind: (input) => (input.offer ? shared(input, input.offer) : local(input.request)),
});

function local(request: RedisRequest): Bound<RedisResult> {
  const result: RedisResult = {
    namespace: request.namespace,
    host: null,
    port: null,
    // The folder that the NixOS module gives the server of this name.
    socket: `/run/redis-${request.namespace}/redis.sock`,
    username: "",
    passwordFile: null,
  };
  return { result, secrets: {}, generators: {} };
}

function shared(input: BindInput<RedisRequest, RedisOffer>, offer: RedisOffer): Bound<RedisResult> {
  const { slug, role, previous, use } = input;
  const port = typeof previous?.["port"] === "number" ? previous["port"] : freePort(offer, use.ports);
  const result: RedisResult = {
    namespace: frozenName(previous, "namespace") ?? sharedName(input, { separator: "-", lengthMax: 48 }),
    host: offer.host,
    port,
    socket: null,
    username: "",
    passwordFile: secretPath(slug, `${role}-password`),
  };
  return {
    result,
    secrets: { password: { generated: `${slug}/${role}-password`, output: "value" } },
    generators: {
      [`${role}-password`]: { kind: "password", length: 40, purpose: "redis-password", rotation: "never" },
    },
  };
}

function freePort(offer: RedisOffer, used: readonly number[]): number {
  const ports = Array.from({ length: used.length + 1 }, (_, index) => offer.portFirst + index);
  return ports.find((port) => !used.includes(port)) ?? offer.portFirst;
}

/** Compares versions of two numbers: negative when `a` is older. */
function compareVersions(a: string, b: string): number {
  const [majorA = 0, minorA = 0] = a.split(".").map(Number);
  const [majorB = 0, minorB = 0] = b.split(".").map(Number);
  return majorA - majorB || minorA - minorB;
}
