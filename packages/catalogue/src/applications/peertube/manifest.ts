import type { Manifest } from "@allotment/model";

/** What people read about PeerTube before they choose it. */
export const manifest: Manifest = {
  name: "PeerTube",
  summary: "A video platform of your own, also for live streams.",
  description:
    "Members upload videos and stream live; viewers watch in the browser and pass parts on to each other, which spares your line. People on Mastodon and other servers can follow channels and comment.",
  purpose: "videos",
  audience: "everyone",
  licence: "AGPL-3.0-or-later",
  homepage: "https://joinpeertube.org",
  // nixpkgs took 8.1.8 when 26.05 was released, 8.2.4 and 8.3.0 in September 2026 (8.2.2 and 8.2.4 for their security);
  // which of them the pinned commit has is not confirmed.
  versions: { "26.05": "8.2" },
  needs: [
    "A machine with a public address and several processor cores: videos are converted for viewers.",
    "One address (host name), and better a second one for files.",
    // The start script of the NixOS module writes it between single quotes.
    "A mail service, with a password that has no single quote (') in it.",
    "Much space for videos: object storage, or disk.",
  ],
  keeps: ["A database with accounts, channels and comments.", "Videos in every quality.", "A key that signs sign-ins."],
  permanent: ["The address: it is part of every link and handle.", "The address of files."],
  matrix: {
    licence: { grade: "no", note: "AGPL-3.0, copyleft." },
    maturity: { grade: "strong", note: "Version 8, in use since 2018." },
    maintenance: { grade: "strong", note: "Very active, by Framasoft." },
    popularity: { grade: "yes", note: "About 51,000 people a month in the whole network (June 2026)." },
    scaleOut: { grade: "partial", note: "One server process; work on videos can go to other machines." },
    storageSeparation: { grade: "yes", note: "Videos in object storage; all kinds of files from version 9 on." },
    databaseScaling: { grade: "partial", note: "One PostgreSQL; copies for reading from version 9 on." },
    multiDomain: { grade: "no", note: "One address per installation." },
    clientApi: { grade: "no", note: "An interface of its own, none of Mastodon's." },
    risks: { grade: "partial", note: "Takes much processor time and space; links to files are absolute." },
  },
  checklist: [
    "Sign in as root with the generated password, and choose another one: the first start writes it into its log.",
    "Make an account for yourself; use root for administration only.",
    "Fill in who runs the platform, the terms and the code of conduct.",
    "Upload a short video and watch it in every quality.",
    "Decide whom to follow, so that visitors find more than your own videos.",
    "Send yourself a test mail from the administration pages.",
  ],
};
