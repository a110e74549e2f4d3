import type { Description } from "@allotment/model";
import { renderTree } from "@allotment/nix-output";
import { loadLibrary } from "@allotment/nix-output/library";
import { sampleEnvironment } from "@allotment/planner/testing";
import { describe, expect, test } from "vitest";
import { nixFolder, nixPath, nixPrograms, say, withFolder, withoutNix, type Said } from "./testing/nix.ts";
import { describeInstances } from "./testing/samples.ts";

const library = loadLibrary();
const described: Description = {
  ...describeInstances(["hello", "social"], sampleEnvironment("machine-per-application")),
  orchestrator: "nixops4",
};
const machines = Object.keys(described.machines).sort();

interface Resource {
  readonly type: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly state: readonly string[] | null;
  readonly provider: object;
}

type Component = { readonly resource: Resource } | { readonly members: Readonly<Record<string, Component>> };

/** What Nix says to an expression about `flake`, the outputs of the description's flake with stubs as inputs. */
function ask(view: string, change: (file: string, content: string) => string = (_, content) => content): Said {
  const files = [...renderTree({ description: hello(), library })].map(
    ([file, content]) => [file, change(file, content)] as const,
  );
  return withFolder(Object.fromEntries(files), (folder) => {
    const flake = `import ${nixPath(`${nixFolder}/testing/stubbed-flake.nix`)} { tree = ${nixPath(folder)}; }`;
    const argv = ["--eval", "--strict", "--json", "-E", `let flake = ${flake}; in ${view}`];
    return say(nixPrograms().instantiate, argv);
  });
}

/** Two machines with hello each: whole systems evaluate without any package. */
function hello(): Description {
  const [first, second] = machines;
  const from = described.instances["hello"];
  const machine = first === undefined ? undefined : described.machines[first];
  if (!first || !second || !from || !machine) throw new Error("the sample has two machines");
  const moved = { ...machine, ipv4: "203.0.113.9", ssh: { user: "operator", port: 2222 } };
  const only = {
    instances: { hello: from },
    generators: {},
    secrets: {},
    machines: {
      [first]: described.machines[first] ?? machine,
      [second]: { ...moved, instances: [], postgresql: null },
    },
  };
  return { ...described, ...only };
}

const root = 'flake.nixops4.rootFunction { resourceProviderSystem = "x86_64-linux"; outputValues = { }; }';

function value<Value>(said: Said): Value {
  expect(said.stderr).toBe("");
  return JSON.parse(said.stdout) as Value;
}

function memberOf(component: Component | undefined, ...path: readonly string[]): Component | undefined {
  return path.reduce<Component | undefined>(
    (inner, name) => (inner && "members" in inner ? inner.members[name] : undefined),
    component,
  );
}

function resourceOf(component: Component | undefined, ...path: readonly string[]): Resource {
  const found = memberOf(component, ...path);
  if (!found || !("resource" in found)) throw new Error(`${path.join(".")} is no resource`);
  return found.resource;
}

describe.skipIf(withoutNix !== null)("the output for NixOps4", () => {
  test("is a root with one composite per machine, so that each can be applied by itself", () => {
    const component = value<Component>(ask(root));
    const { deployment } = described;
    const names = Object.keys((memberOf(component, deployment) as { members: object }).members);
    expect(names.sort()).toEqual([...machines, "state_file"].sort());
    for (const machine of machines) expect(memberOf(component, deployment, machine)).toHaveProperty("members.nixos");
    expect(value(ask("flake.nixops4._type"))).toBe("nixops4Component");
  });

  test("reaches each machine by its address, user and port, and trusts the declared host key only", () => {
    const component = value<Component>(ask(root));
    for (const [machine, { ipv4, hostPublicKey, ssh }] of Object.entries(hello().machines)) {
      const { type, inputs, state } = resourceOf(component, described.deployment, machine, "nixos");
      expect({ type, state }).toEqual({ type: "exec", state: null });
      const [, script, target] = inputs["args"] as string[];
      expect(target).toBe(`${ssh.user}@${ipv4}`);
      expect(script).toContain(`${ipv4} ${hostPublicKey} `);
      expect(script).toContain(`-o Port=${ssh.port}`);
      // Nothing of the account that nixops4 runs as: its settings, keys, agent and known hosts.
      expect(script).toContain("-F /dev/null -i .nixops4/ssh_ed25519 ");
      for (const setting of [
        "GlobalKnownHostsFile=/dev/null",
        "HostKeyAlgorithms=ssh-ed25519",
        "IdentitiesOnly=yes",
        "IdentityAgent=none",
      ])
        expect(script).toContain(`-o ${setting} `);
      expect(script).not.toMatch(/StrictHostKeyChecking|UserKnownHostsFile/);
    }
  });

  test("installs the very system that the tree gives to everybody", () => {
    const component = value<Component>(ask(root));
    const systems = value<Record<string, string>>(
      ask("builtins.mapAttrs (_: machine: machine.config.system.build.toplevel) flake.nixosConfigurations"),
    );
    expect(new Set(Object.values(systems)).size).toBe(machines.length);
    for (const machine of machines) {
      const { inputs } = resourceOf(component, described.deployment, machine, "nixos");
      expect((inputs["args"] as string[])[3]).toBe(systems[machine]);
    }
  });

  test("keeps in a state file what each machine was first installed with", () => {
    const component = value<Component>(ask(root));
    const { deployment } = described;
    expect(resourceOf(component, deployment, "state_file")).toMatchObject({
      type: "state_file",
      inputs: { name: ".nixops4/state.json" },
    });
    const { state, inputs } = resourceOf(component, deployment, machines[0] ?? "", "first");
    expect(state).toEqual([deployment, "state_file"]);
    expect(inputs["initialize_with"]).toMatchObject({ nixosRelease: "26.05" });
  });

  test.each([
    [
      "an option",
      "inherit (machine) hostPublicKey;",
      "hostKey = machine.hostPublicKey;",
      "ssh.hostKey' does not exist",
    ],
    ["a member", "members.first = {", "member.first = {", "member' does not exist"],
    ["an input", "inputs.initialize_with", "inputs.initialise_with", "inputs.initialise_with' does not exist"],
    ["a state", "inherit state;", "", "has not been defined"],
    ["a type", "inherit (machine.ssh) user;", "user = 22;", "ssh.user' is not of the type"],
  ])("is refused where %s is wrong", (_, right, wrong, complaint) => {
    const said = ask(root, (file, content) => {
      if (file !== "nix/lib/nixops4.nix") return content;
      expect(content).toContain(right);
      return content.replace(right, wrong);
    });
    expect(said.status).not.toBe(0);
    expect(said.stderr).toContain(complaint);
  });
});
