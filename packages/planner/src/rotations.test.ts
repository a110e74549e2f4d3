import type { Configuration, Description, Diagnostic } from "@allotment/model";
import { describe, expect, test } from "vitest";
import { makePlan } from "./plan.ts";
import { sampleConfiguration, sampleEnvironment, sampleInput, sampleInstances } from "./testing/index.ts";

const configuration = sampleConfiguration({ social: sampleInstances.social(50) });
const rotated = (rotations: Configuration["rotations"] = {}): Configuration => ({ ...configuration, rotations });

function planned(document: Configuration, deployed: Description | null, environment = sampleEnvironment()) {
  return makePlan(sampleInput({ configuration: document, deployed, environment }));
}

function deployedWith(document: Configuration): Description {
  const { description } = planned(document, null);
  if (description === null) throw new Error("there is a description");
  return description;
}

const codes = (diagnostics: readonly Diagnostic[]) =>
  diagnostics.filter(({ code }) => code.startsWith("secret-")).map(({ severity, code }) => `${severity} ${code}`);

describe("replacing a generated secret", () => {
  test("is a change that says what starts anew and what people notice", () => {
    const { plan, description, diagnostics } = planned(
      rotated({ "social/secret-key-base": 2 }),
      deployedWith(configuration),
    );
    expect(plan?.changes).toMatchObject([
      {
        address: "generators.social/secret-key-base",
        kind: "secret",
        action: "update",
        before: 1,
        after: 2,
        effect: "restart",
        reason: "reasons.secret-value-changed",
        params: { what: "Key of the sessions (social)", units: expect.stringContaining("mastodon-web.service") },
      },
    ]);
    expect(plan?.effect).toBe("restart");
    expect(description?.generators["social/secret-key-base"]?.number).toBe(2);
    expect(codes(diagnostics)).toEqual(["warning secret-rotation-consequences"]);
  });

  test("is refused where something would be lost", () => {
    const path = "social/active-record-encryption-primary-key";
    const { plan, diagnostics } = planned(rotated({ [path]: 2 }), deployedWith(configuration));
    expect(plan).toBeNull();
    expect(codes(diagnostics)).toEqual(["error secret-rotation-refused"]);
  });

  test("changes nothing a second time", () => {
    const document = rotated({ "social/vapid": 2 });
    expect(planned(document, deployedWith(document)).plan?.changes).toEqual([]);
  });

  test("is not undone by an older configuration, and that is said", () => {
    const { plan, description, diagnostics } = planned(configuration, deployedWith(rotated({ "social/vapid": 3 })));
    expect(plan?.changes).toEqual([]);
    expect(description?.generators["social/vapid"]?.number).toBe(3);
    expect(codes(diagnostics)).toEqual(["information secret-keeps-newer"]);
  });

  test("of something that is not there is nothing", () => {
    const { plan } = planned(rotated({ "gone/key": 4 }), deployedWith(configuration));
    expect(plan?.changes).toEqual([]);
  });
});

describe("the provider's recovery keys", () => {
  const key = (letter: string) => `age1${letter.repeat(58)}`;

  test("are in the description in one order, and a change of them is a change", () => {
    const withKeys = { ...sampleEnvironment(), recoveryKeys: [key("z"), key("q")] };
    const { plan, description } = planned(configuration, deployedWith(configuration), withKeys);
    expect(description?.recoveryKeys).toEqual([key("q"), key("z")]);
    expect(plan?.changes).toMatchObject([{ address: "recoveryKeys", effect: "restart", action: "create" }]);
  });

  test("come with a first installation without a word", () => {
    const { plan } = planned(configuration, null, { ...sampleEnvironment(), recoveryKeys: [key("q")] });
    expect(plan?.changes.filter(({ address }) => address === "recoveryKeys")).toEqual([]);
  });
});
