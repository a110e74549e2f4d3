import { describe, expect, it } from "vitest";
import { must, worker } from "../sample-data.ts";
import { choirDeployment } from "./deployments.ts";
import { type Scene, type StoreSetup, withStore } from "./setup.ts";

const hour = 3600;
const day = 24 * hour;

/** The choir, and a short way to add and read one figure. Times are seconds before now. */
async function figures(scene: Scene) {
  const { store, clock, choir } = scene;
  const { deployment } = await choirDeployment(scene);
  const start = clock.now().getTime();
  const instant = (ago: number) => new Date(start - ago * 1000).toISOString();
  const names = { deploymentId: deployment.id, subject: "hello" };
  return {
    start,
    names,
    add: async (ago: number, users: number) =>
      void must(await store.observations.record(worker, { ...names, at: instant(ago), metrics: { users } })),
    read: async (from: number, to: number, points: number) =>
      (
        await store.observations.series(choir.actor, {
          ...names,
          metric: "users",
          from: instant(from),
          to: instant(to),
          points,
        })
      ).map(({ at, value }) => [(start - Date.parse(at)) / 1000, value]),
  };
}

/** Figures over time. */
export function observationContract(setup: StoreSetup): void {
  describe("observations", () => {
    it(
      "are read as means of equal parts, without those in which nothing was measured",
      withStore(setup, async (scene) => {
        const { add, read } = await figures(scene);
        await add(3600, 1);
        await add(3590, 3);
        await add(1200, 10);
        expect(await read(3600, 0, 6)).toEqual([
          [3600, 2],
          [1200, 10],
        ]);
        expect(await read(3600, 0, 3600)).toEqual([
          [3600, 1],
          [3590, 3],
          [1200, 10],
        ]);
        expect(await read(3000, 1200, 6)).toEqual([]);
      }),
    );

    it(
      "of a second count once, and times that make no sense have none",
      withStore(setup, async (scene) => {
        const { add, read } = await figures(scene);
        await add(60, 4);
        await add(60, 8);
        expect(await read(100, 0, 1)).toEqual([[100, 4]]);
        expect(await read(0, 100, 10)).toEqual([]);
        expect(await read(100, 0, 0)).toEqual([]);
      }),
    );

    it(
      "become means of hours after eight days, and are gone after four hundred",
      withStore(setup, async (scene) => {
        const { store, clock } = scene;
        const { start, add, read } = await figures(scene);
        const intoTheHour = (start / 1000) % hour;
        await add(intoTheHour, 6);
        await add(intoTheHour - 10, 2);
        await add(intoTheHour - 20, 1);
        const mean = [[intoTheHour, 3]];
        clock.advance(9 * day);
        expect(await store.observations.compact(worker, { after: 0, series: 100 })).toBeNull();
        expect(await read(intoTheHour, intoTheHour - hour, 1)).toEqual(mean);
        expect(await read(intoTheHour, intoTheHour - hour, 60)).toEqual(mean);
        clock.advance(392 * day);
        await store.observations.compact(worker, { after: 0, series: 100 });
        expect(await read(intoTheHour, intoTheHour - hour, 1)).toEqual([]);
      }),
    );

    it(
      "are read over a year by parts of more than an hour, each the mean of what was measured in it",
      withStore(setup, async (scene) => {
        const { start, add, read } = await figures(scene);
        const whole = (start / 1000) % hour;
        for (let one = 0; one < 48; one += 1) await add(whole + (one + 1) * hour, one < 24 ? 10 : 20);
        expect(await read(whole + 2 * day, whole, 2)).toEqual([
          [whole + 2 * day, 20],
          [whole + day, 10],
        ]);
      }),
    );

    it(
      "are forgotten a few series at a time",
      withStore(setup, async (scene) => {
        const { store } = scene;
        const { names } = await figures(scene);
        const metrics = { a: 1, b: 2, c: 3 };
        must(await store.observations.record(worker, { ...names, at: scene.clock.now().toISOString(), metrics }));
        let after: number | null = 0;
        let steps = 0;
        for (; after !== null; steps += 1) after = await store.observations.compact(worker, { after, series: 2 });
        expect(steps).toBe(2);
      }),
    );
  });
}
