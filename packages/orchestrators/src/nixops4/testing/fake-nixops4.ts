/**
 * A program that behaves as `nixops4 apply <deployment>.<machine>` does, as far as others can see: it reads the tree in the
 * current directory (here `systems.json` stands for the flake), writes its log to standard error in the format of version
 * 0.1.0, appends to the state file, and switches the machine – here a file. A system that is called broken does not switch,
 * after its profile was set, as with NixOS' own bin/apply.
 *
 * @param hosts folder of the simulated machines
 */
export function fakeNixops4(hosts: string): string {
  return `#!/usr/bin/env node
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
const argv = process.argv.slice(2);
if (argv.includes("-v") || argv.includes("--verbose")) throw new Error("this would print inputs");
const [, wanted] = argv.slice(argv.indexOf("apply"));
const [deployment, machine] = wanted.split(".");
const say = (line) => process.stderr.write(line + "\\n");
const span = (text) => say("2026-07-24T12:00:00.000000Z  INFO " + text);
const nixos = wanted + ".nixos";
const first = wanted + ".first";
const file = ${JSON.stringify(hosts)} + "/" + machine + ".json";
const system = JSON.parse(readFileSync("systems.json", "utf8"))[machine];
const applying = (name) => 'Applying composite:Applying resource{resource=ComponentPath(["' + name.replaceAll(".", '", "') + '"])}:creating resource{name="' + name + '"}: nixops4::work: ';
span("Applying composite: nixops4::work: new");
say("The following resources (and nested composites, if any) will be applied:");
say("  - " + first);
say("  - " + nixos);
if (existsSync(".nixops4/state.json")) span("Applying composite: nixops4::work: Skipping update for resource " + first + ": inputs unchanged");
else {
  span(applying(first) + "new");
  span(applying(first) + "close time.busy=1.00ms time.idle=2.00ms");
}
appendFileSync(".nixops4/state.json", JSON.stringify({ index: 0, machine, system }) + "\\n");
readFileSync(".nixops4/ssh_ed25519");
span(applying(nixos) + "new");
say("copying path '" + system + "' to 'ssh-ng://root@192.0.2.10'... api_token=abcdefgh");
mkdirSync(${JSON.stringify(hosts)}, { recursive: true });
const host = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : { generations: [], profile: 0, running: "", fencing: 0, wentBack: "" };
const generations = [...host.generations, system];
const broken = system.endsWith("-broken");
writeFileSync(file, JSON.stringify({ ...host, generations, profile: generations.length, running: broken ? host.running : system }));
span(applying(nixos) + "close time.busy=1.00ms time.idle=2.00ms");
if (broken) {
  say("warning: the following units failed: hello.service");
  say("nixops4 error: Failed to apply resource " + nixos);
  say("");
  say("Caused by:");
  say("    0: Provider exited unexpectedly: exit status: 4");
  process.exit(1);
}
say("The following resources were created:");
say("  - resource " + nixos);
say('    - input args: ["-c", "an-input-that-nobody-needs-to-see"]');
say("    - output stdout: \\"\\"");
`;
}
