/**
 * Test hosts: several Debian machines on this one, each with its own address, disk, SSH host key, accounts, processes and Nix store.
 *
 *     const problem = await hostsProblem();                       // at the top of the file: it may take half a minute, once
 *     describe.skipIf(problem !== null)("…", () => {
 *       let hosts: TestHosts;
 *       beforeAll(async () => {
 *         hosts = await startHosts({ set: "deploy", names: ["web", "db"] });
 *         await hosts.authorize(publicKeyLine);                   // for root and deploy
 *       });
 *       afterAll(() => hosts?.remove());
 *
 * They share one Debian root in the cache, and are namespaces, not virtual machines: what a host is made of disappears with the
 * process that holds its set (set.sh), and that one ends with the process that started it. By hand: `node e2e/hosts/command.mjs`.
 * `startServices` adds name servers and certificate authorities.
 */
export { hostsProblem } from "./base.mjs";
export { startHosts } from "./hosts.mjs";
export { startServices } from "./services.ts";
export type { TestHost } from "./host.mjs";
export type { TestHosts } from "./hosts.mjs";
export type { TestServices } from "./services.ts";
