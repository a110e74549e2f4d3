import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Description } from "@allotment/model";
import { sampleDescription, sampleEnvironment } from "@allotment/engine/testing";
import { orchestratorContract, type OrchestratorHarness } from "../testing/index.ts";
import { createRehearsal } from "./index.ts";
import { openMachines } from "./machines.ts";

const secret = "correct-horse-battery-staple";

orchestratorContract("rehearsal", async (): Promise<OrchestratorHarness> => {
  const folder = await mkdtemp(path.join(tmpdir(), "allotment-rehearsal-"));
  const first = sampleDescription();
  const changed = withGreeting(first, "left", "Good evening");
  const machines = openMachines(path.join(folder, "environment", first.deployment));
  return {
    orchestrator: createRehearsal({ folder, env: {} }),
    environment: sampleEnvironment(),
    first,
    changed,
    unknownMachine: sampleDescription({ instances: { left: "birch", right: "willow" } }),
    breaking: withInstance(changed, "rollback-at-activating"),
    treeOf: async () => {
      await writeFile(path.join(folder, "secret.age"), secret);
      return { folder, commit: "0".repeat(40) };
    },
    generationOn: async (machine) => (await machines.read(machine)).active,
    secrets: [secret],
    dispose: () => rm(folder, { recursive: true }),
  };
});

function withGreeting(description: Description, slug: string, greeting: string): Description {
  const instance = description.instances[slug];
  if (instance === undefined) return description;
  return { ...description, instances: { ...description.instances, [slug]: { ...instance, options: { greeting } } } };
}

/** Names an instance so that the run goes wrong, without giving it anything to run on a machine. */
function withInstance(description: Description, slug: string): Description {
  const instance = Object.values(description.instances)[0];
  if (instance === undefined) return description;
  return { ...description, instances: { ...description.instances, [slug]: { ...instance, components: {} } } };
}
