import { canonicalJson, digestOf, type Environment, type MachineOffer } from "@allotment/model";
import type { EnvironmentRecord, ErrandRecord } from "@allotment/store";
import { testedTypes, type DeclaredThing } from "./view.ts";

/** Everything testable of an environment. A test counts as long as what it was about is declared in the same way. */
export function declaredThings(
  { id, slug, name }: EnvironmentRecord,
  { offers }: Environment,
  answers: readonly ErrandRecord[],
): readonly DeclaredThing[] {
  const place = { environmentId: id, environmentSlug: slug, environmentName: name };
  return testedTypes.flatMap((type) =>
    Object.entries(offers[type] ?? {}).map(([offer, document]: [string, object]): DeclaredThing => {
      const about = type === "machine" ? machineTest(offer, offers.machine[offer]) : offerTest(type, offer, document);
      return { ...place, type, offer, test: testOf(answers.find((answer) => about(answer))) };
    }),
  );
}

function testOf(errand: ErrandRecord | undefined): DeclaredThing["test"] {
  if (errand === undefined || errand.result === null || !("ok" in errand.result)) return null;
  return { id: errand.id, ok: errand.result.ok, createdAt: errand.createdAt };
}

type About = (errand: ErrandRecord) => boolean;

function machineTest(machine: string, offer: MachineOffer | undefined): About {
  const { ipv4, ipv6, hostPublicKey, ssh } = offer ?? {};
  const login = { machine, user: ssh?.user ?? "root", port: ssh?.port ?? 22, hostPublicKey: hostPublicKey ?? "" };
  const asked = [ipv4, ipv6].flatMap((address) =>
    address === undefined ? [] : [canonicalJson({ ...login, address })],
  );
  return ({ kind, input }) => kind === "machine-test" && asked.includes(canonicalJson(input));
}

function offerTest(type: DeclaredThing["type"], name: string, document: object): About {
  const digest = digestOf(document);
  return ({ input }) =>
    "offer" in input && input.offer.type === type && input.offer.name === name && input.offer.digest === digest;
}
