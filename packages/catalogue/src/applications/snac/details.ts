import type { DetailsInput, InstanceDetails } from "@allotment/model";
import { generatedSource, probe, rawFile, request, webFinger } from "../../shared/index.ts";
import { inputOf } from "../../settings/index.ts";
import type { Options } from "./options.ts";
import { settings } from "./settings.ts";

/** What follows from where snac was placed. */
export function detailsOf({ slug, options, domains }: DetailsInput<Options>): InstanceDetails {
  const site = `https://${domains.web}${options.prefix}`;
  return {
    generators: {
      "administrator-password": { kind: "password", length: 24, purpose: "first-password", rotation: "never" },
    },
    secrets: {
      // Read once, when the first account is made; a later password is chosen inside snac, so nothing starts again.
      "administrator-password": rawFile(generatedSource(slug, "administrator-password"), {
        components: ["server"],
        owner: "snac",
        group: "snac",
        restartUnits: [],
      }),
    },
    accounts: ["snac"],
    state: [
      {
        kind: "directory",
        role: "files",
        component: "server",
        path: "/var/lib/snac",
        // What is made anew at every start, its number while it runs, uploads on their way, and who mistyped a password.
        exclude: [".prepare", "badlogin", "server.pid", "tmp"],
        // Timelines are links to one file for each post, and their number says what may go: copied apart they fill the disk
        // and are never emptied (snac(8)). restic copies and restores them as links.
        hardLinks: true,
      },
    ],
    // Reads the accounts from the disk.
    health: [
      request(`${site}/nodeinfo_2_0`, "web"),
      // It asks for the password, or says that there is no such person.
      request(`${site}/${options.adminUsername}/admin`, "sign-in", { statuses: [401, 404] }),
      webFinger(`https://${domains.web}`, options.adminUsername, domains),
      probe("snac", slug, "server", ["jobs"]),
    ],
    nodeInfo: `${site}/nodeinfo_2_0`,
    // The account is made at the first start, with the generated password: there is nothing to run. snac keeps no
    // address with it.
    firstAdministrator: {
      component: "server",
      username: options.adminUsername,
      email: null,
      command: [],
      password: { from: "generator", generator: `${slug}/administrator-password` },
    },
    // Written into its folder; started again where server.json is another.
    commands: [
      {
        component: "server",
        options: settings.map(({ option }) => option),
        command: ["allotment-snac-settings", slug],
        input: inputOf(settings, options),
        read: ["allotment-snac-settings", slug, "read"],
      },
    ],
  };
}
