import type { Manifest } from "@allotment/model";

/** What people read about snac before they choose it. */
export const manifest: Manifest = {
  name: "snac",
  summary: "Short posts and conversations for a few people, on the smallest machine.",
  description:
    "One person, a family or a small group writes posts, shares pictures and talks with people on Mastodon and other servers. Its pages are plain and work without scripts; apps made for Mastodon work too. It is one program without a database.",
  purpose: "talk",
  audience: "everyone",
  licence: "MIT",
  homepage: "https://codeberg.org/grunfink/snac2",
  // nixpkgs: pkgs/by-name/sn/snac2. Every option here is in 2.75 (Debian 13) as well.
  versions: { "26.05": "2.92" },
  needs: [
    "A machine with a public address.",
    "One address (host name).",
    "Little memory, and some disk for each member.",
  ],
  keeps: ["A folder of files with everything: accounts, keys, posts, pictures and timelines."],
  permanent: ["The address: it is part of every handle.", "The folder of the address, where there is one."],
  matrix: {
    licence: { grade: "strong", note: "MIT, permissive." },
    maturity: { grade: "partial", note: "In use since 2022, by people who run it for themselves." },
    maintenance: { grade: "yes", note: "Frequent releases, with one main author." },
    popularity: { grade: "no", note: "Small servers of few people each." },
    scaleOut: { grade: "no", note: "One process on one machine." },
    storageSeparation: {
      grade: "no",
      note: "Everything is in one folder with hard links, which object storage does not know.",
    },
    databaseScaling: { grade: "no", note: "There is no database." },
    multiDomain: { grade: "no", note: "One address per installation." },
    clientApi: { grade: "yes", note: "A good part of Mastodon's interface for apps, by OAuth." },
    risks: {
      grade: "partial",
      note: "Accounts are made on the machine by command; nobody can sign up, and there are no moderation pages.",
    },
  },
  checklist: [
    "Sign in as the first account with the password you were given, and change it in the user settings.",
    "Write your name and a few words about yourself in the user settings.",
    "Connect an app for Mastodon: enter the address of your community as its server.",
    "Post something and follow an account on another server, to see that both arrive.",
    "Ask a friend on another server to follow you.",
    "Have accounts made for the people you expect: there is no sign-up, and the provider makes them.",
  ],
};
