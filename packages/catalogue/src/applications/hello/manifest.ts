import type { Grade, Manifest } from "@allotment/model";

const notCompared: Grade = { grade: "no", note: "A practice page; not compared." };

/** What people read about the practice application. */
export const manifest: Manifest = {
  name: "Hello",
  summary: "One page, to try everything out.",
  description:
    "Shows a title and a message under one address. It is the smallest thing that takes the whole way from form to machine.",
  purpose: "practice",
  audience: "providers",
  licence: "Apache-2.0",
  homepage: "https://allotment.example/hello",
  versions: { "26.05": "1.0.0" },
  needs: ["A machine with a public address.", "One address (host name)."],
  keeps: ["A folder of files on the machine."],
  permanent: ["The address."],
  matrix: {
    licence: { grade: "strong", note: "Apache-2.0, permissive." },
    maturity: notCompared,
    maintenance: { grade: "yes", note: "Part of Allotment." },
    popularity: notCompared,
    scaleOut: notCompared,
    storageSeparation: notCompared,
    databaseScaling: notCompared,
    multiDomain: notCompared,
    clientApi: notCompared,
    risks: { grade: "strong", note: "It keeps nothing that anybody would miss." },
  },
  checklist: ["Open the address and read the message."],
};
