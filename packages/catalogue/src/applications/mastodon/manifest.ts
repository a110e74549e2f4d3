import type { Manifest } from "@allotment/model";

/** What people read about Mastodon before they choose it. */
export const manifest: Manifest = {
  name: "Mastodon",
  summary: "Short posts and conversations, with people on thousands of servers.",
  description:
    "Members post text, pictures and polls, follow others anywhere in the fediverse and talk with them. It has the most people, the most apps and the best tools for moderators.",
  purpose: "talk",
  audience: "everyone",
  licence: "AGPL-3.0-or-later",
  homepage: "https://joinmastodon.org",
  // nixpkgs took 4.6 in June 2026, after the branch; 26.05 stays in the 4.5 series, which upstream keeps until 2027-02-20.
  versions: { "26.05": "4.5" },
  needs: [
    "A machine with at least two cores and 4 GB of memory; more from a few hundred active people on.",
    "A PostgreSQL database and a Redis, on the same machine or shared.",
    "A mail relay: without mail nobody can join.",
    "One to three host names: the site, optionally one for handles and one for media.",
  ],
  keeps: [
    "Everything people write, in the database.",
    "Pictures and videos, in object storage or on disk.",
    "Waiting work and home feeds, in Redis.",
  ],
  permanent: [
    "The handle domain and the site address: other servers remember them for ever.",
    "The media address: links to pictures contain it.",
    "The right to the name: a domain with the word Mastodon in it needs permission of its makers.",
  ],
  matrix: {
    licence: { grade: "no", note: "AGPL-3.0: changes to the program must be published." },
    maturity: { grade: "strong", note: "The reference implementation, in wide use since 2016." },
    maintenance: { grade: "strong", note: "Several releases a month, three series supported at a time." },
    popularity: { grade: "strong", note: "727,000 people active in June 2026." },
    scaleOut: { grade: "strong", note: "Web, streaming and background work run apart, on any number of machines." },
    storageSeparation: { grade: "strong", note: "S3 with a media host of your own, so that the storage can move." },
    databaseScaling: { grade: "strong", note: "Connection pool, read replicas, three Redis roles." },
    multiDomain: { grade: "no", note: "One domain for each installation." },
    clientApi: { grade: "strong", note: "Its own interface is what most apps speak." },
    risks: { grade: "partial", note: "Heavy; what it stands on has to be renewed with nearly every minor release." },
  },
  checklist: [
    "Sign in as the first administrator with the password you were given, and change it.",
    "Write the rules of your community (Administration, Server rules).",
    "Upload a picture for the server (Administration, Server settings, Branding).",
    "Appoint at least one more moderator.",
    "Write a first post and follow somebody on another server.",
    "Send an invitation link to the first people.",
    "Look up the first backup under Backups.",
  ],
};
