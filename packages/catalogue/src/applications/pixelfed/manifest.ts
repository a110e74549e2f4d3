import type { Manifest } from "@allotment/model";

/** What people read about Pixelfed before they choose it. */
export const manifest: Manifest = {
  name: "Pixelfed",
  summary: "Share photos and stories without advertising.",
  description:
    "Members post photos and albums, follow each other and browse by hashtag. People on Mastodon and other servers can follow them. There are apps for phones.",
  purpose: "pictures",
  audience: "everyone",
  licence: "AGPL-3.0-only",
  homepage: "https://pixelfed.org",
  // nixpkgs: pkgs/by-name/pi/pixelfed; its module still takes PHP 8.3, so the package is older than 0.15.
  versions: { "26.05": "0.12.6" },
  needs: [
    "A machine with a public address.",
    "One address (host name), and better a second one for files.",
    "A mail service.",
    "Space for photos: object storage, or disk.",
  ],
  keeps: ["A database with accounts and posts.", "Photos and videos.", "Keys for apps and encrypted data."],
  permanent: ["The address: it is part of every handle.", "The address of files.", "The time zone."],
  matrix: {
    licence: { grade: "no", note: "AGPL-3.0, copyleft." },
    maturity: { grade: "yes", note: "In use since 2018, still below version 1." },
    maintenance: { grade: "yes", note: "Active, with one main author." },
    popularity: { grade: "yes", note: "About 102,000 people a month in the whole network (June 2026)." },
    scaleOut: { grade: "yes", note: "Web processes and background jobs apart." },
    storageSeparation: { grade: "strong", note: "Photos in object storage." },
    databaseScaling: { grade: "partial", note: "One plain MySQL or PostgreSQL." },
    multiDomain: { grade: "no", note: "One address per installation." },
    clientApi: { grade: "yes", note: "Mastodon's interface for apps, by OAuth." },
    risks: { grade: "partial", note: "One main author; its documentation lags behind the code." },
  },
  checklist: [
    "Make the first administrator; the command asks for the password.",
    "Sign in and change the picture and the text of your profile.",
    "Write the rules of your community on the administration pages.",
    "Decide who looks at reports, and enter their addresses.",
    "Post a photo and follow an account on another server, to see that both arrive.",
    "Ask a friend on another server to follow you.",
  ],
};
