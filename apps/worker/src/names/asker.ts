import { setMaxListeners } from "node:events";
import type { Answer, Question } from "./answer.ts";
import { exchange } from "./exchange.ts";
import { isLocalAddress } from "../public-address.ts";
import { dnsPort, type Resolver, type ServerAddress } from "./resolver.ts";

/** One look at the DNS: what was asked once is not asked again, and there is an end to asking. */
export interface Asker {
  /** Asks the resolver. */
  readonly resolver: (question: Question, unchecked?: boolean) => Promise<Answer>;
  /** Asks one of the zone's own servers. */
  readonly authority: (address: string, question: Question) => Promise<Answer>;
}

/** Questions of one look. A deployment with a dozen names needs two hundred. */
const questionsMax = 1500;

/** What a look is made with. */
export interface AskerOptions {
  readonly resolver: Pick<Resolver, "servers" | "authorityPort">;
  readonly signal: AbortSignal;
  readonly patienceMilliseconds?: number;
}

/** Makes what one look asks with. */
export function createAsker({ resolver, signal, patienceMilliseconds }: AskerOptions): Asker {
  // Every question under way listens to it.
  setMaxListeners(questionsMax, signal);
  const limits = { signal, ...(patienceMilliseconds !== undefined && { patienceMilliseconds }) };
  const asked = new Map<string, Promise<Answer>>();
  const silent: Promise<Answer> = Promise.resolve({ kind: "silent" });
  const once = (server: ServerAddress, question: Question, how: { recursion: boolean; unchecked?: boolean }) => {
    const key = JSON.stringify([server, question.name, question.type, how]);
    const known = asked.get(key);
    if (known !== undefined) return known;
    const answer = asked.size >= questionsMax ? silent : exchange(server, question, { ...limits, ...how });
    asked.set(key, answer);
    return answer;
  };
  return {
    async resolver(question, unchecked = false) {
      let answer: Answer = { kind: "silent" };
      for (const server of resolver.servers.slice(0, 3)) {
        answer = await once(server, question, { recursion: true, unchecked });
        if (answer.kind !== "silent") return answer;
      }
      return answer;
    },
    // Whoever owns a zone says where its servers are. The worker's own machine is none of them, but in tests, which have a port of their own.
    authority: (address, question) =>
      resolver.authorityPort === dnsPort && isLocalAddress(address)
        ? silent
        : once({ address, port: resolver.authorityPort }, question, { recursion: false }),
  };
}
