import { firstDayItems, type FirstDayItem, type FirstDayItemId } from "@allotment/api/client";
import { describe, expect, test } from "vitest";
import type { FirstDayFacts } from "./facts.ts";
import { firstDaySteps } from "./steps.ts";

function stepsWith(states: Partial<Record<FirstDayItemId, FirstDayItem["state"]>>) {
  const items = firstDayItems.map((id): FirstDayItem => ({
    id,
    state: states[id] ?? "todo",
    summary: `${id}.`,
    next: null,
  }));
  return new Map(firstDaySteps({ items, deployments: [] }).map((step) => [step.name, step]));
}

describe("steps of the first day", () => {
  test("leave out nothing of the checklist, and say nothing twice", () => {
    const said = [...stepsWith({}).values()].flatMap(({ sentences }) => sentences);
    expect(said.toSorted()).toEqual(firstDayItems.map((id) => `${id}.`).toSorted());
  });

  test("the first that is open is the next one; what is not needed is for later and not in the way", () => {
    const steps = stepsWith({ address: "not-needed" });
    expect(steps.get("address")?.state).toBe("optional");
    expect(steps.get("practice")?.state).toBe("next");
    expect(steps.get("key")?.state).toBe("open");
  });

  test("practice is done once something went through, also where that was removed since", () => {
    const practice = (actual: "removed" | null) => {
      // Only what the steps look at.
      const deployments = [{ actual }] as unknown as FirstDayFacts["deployments"];
      return firstDaySteps({ items: [], deployments }).find(({ name }) => name === "practice")?.state;
    };
    expect(practice(null)).toBe("next");
    expect(practice("removed")).toBe("done");
  });

  test("a step is done only when everything of it is, and says how each stands", () => {
    expect(stepsWith({ worker: "done" }).get("key")?.state).toBe("open");
    const { state, sentences } = stepsWith({ worker: "done", "machines-tested": "done" }).get("key") ?? {};
    expect(state).toBe("done");
    expect(sentences).toEqual(["worker.", "machines-tested."]);
  });

  test("services are done where those that are declared work", () => {
    const services = { mail: "done", storage: "not-needed", dns: "not-needed" } as const;
    expect(stepsWith(services).get("services")?.state).toBe("done");
    expect(stepsWith({ ...services, mail: "not-needed" }).get("services")?.state).toBe("optional");
    expect(stepsWith({ ...services, dns: "todo" }).get("services")?.state).toBe("open");
  });
});
