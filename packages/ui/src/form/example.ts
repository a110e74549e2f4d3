import type { OptionsFormLabels } from "./labels.ts";

/** Labels for the tests of this package. */
export const exampleLabels: OptionsFormLabels = {
  required: "required",
  permanent: "permanent: cannot be changed after the first deployment",
  inSeconds: "in seconds",
  recommendedForSize: "Recommended for your size: {value}.",
  recommended: "Recommended: {value}.",
  upstreamDefault: "The application's own default is {value}.",
  useRecommended: "Use the recommended value",
  useDefault: "Use the application's default",
  values: { on: "on", off: "off", notSet: "not set" },
  owner: {
    "first-value": "Set here once, then changed inside the application.",
    inside: "Changed inside the application.",
  },
  effect: {
    none: "",
    seconds: "Takes effect in seconds.",
    reload: "Takes effect without an interruption.",
    restart: "Restarts the application.",
    rebuild: "Rebuilds the application.",
    stop: "Stops until it is started again.",
    "new-machine": "Needs a new machine.",
    irreversible: "Cannot be undone.",
  },
  more: "More settings ({count})",
  otherGroup: "Other",
  search: "Find a setting",
  searchFound: "{count} settings found",
  errorsTitle: "{count} settings need your attention",
  secret: {
    set: "Set",
    notSet: "Not set",
    replace: "Replace",
    newValue: "New value",
    save: "Save this value",
    cancel: "Keep the present one",
    failed: "The value was not saved. Nothing was changed; try again.",
  },
  onePerLine: "One per line.",
  choose: "Choose",
  list: { add: "Add an entry", remove: "Remove", entry: "Entry {number}" },
};

function annotation(group: string, order: number, extra: Readonly<Record<string, unknown>> = {}) {
  return { group, order, level: "essential", appliedBy: "nix", owner: "here", effect: "restart", ...extra };
}

/** A schema with one option of every kind, for the tests of this package. */
export const exampleSchema = {
  type: "object",
  required: ["domain"],
  "x-allotment-groups": [
    { id: "site", title: "Your site", description: "What people see first." },
    { id: "joining", title: "Joining" },
    { id: "technical", title: "Technical" },
  ],
  properties: {
    registrations: {
      title: "Who may join",
      type: "string",
      default: "open",
      oneOf: [
        { const: "open", title: "Anyone", description: "An account works at once. Expect spam." },
        { const: "approval", title: "By approval", description: "A moderator reads each request." },
        { const: "closed", title: "Nobody", description: "Only by invitation." },
      ],
      "x-allotment": annotation("joining", 1, {
        effect: "seconds",
        owner: "first-value",
        recommended: [
          { activeUsersMax: 1000, value: "approval", reason: "A small team can read the requests." },
          { activeUsersMax: null, value: "closed", reason: "A large community grows by invitation." },
        ],
      }),
    },
    minimumAgeYears: {
      title: "Minimum age",
      type: ["integer", "null"],
      minimum: 0,
      "x-allotment": annotation("joining", 2, { unit: "years" }),
    },
    domain: {
      title: "Address",
      description: "Handles end in it.",
      type: "string",
      maxLength: 253,
      "x-allotment": annotation("site", 1, { immutable: true, effect: "irreversible", widget: "host" }),
    },
    title: { title: "Name", type: "string", maxLength: 80, default: "Mastodon", "x-allotment": annotation("site", 2) },
    about: { title: "About", type: "string", "x-allotment": annotation("site", 3, { widget: "textarea" }) },
    contact: { title: "Contact", type: "string", format: "email", "x-allotment": annotation("site", 4) },
    languages: {
      title: "Languages",
      type: "array",
      items: { enum: ["en", "nl", "de"] },
      "x-allotment": annotation("site", 5),
    },
    locale: {
      title: "Default language",
      enum: ["en", "nl", "de", "fr"],
      default: "en",
      "x-allotment": annotation("site", 6),
    },
    trends: { title: "Show trends", type: "boolean", default: true, "x-allotment": annotation("technical", 1) },
    blocked: {
      title: "Blocked mail domains",
      type: "array",
      items: { type: "string" },
      "x-allotment": annotation("technical", 2, { level: "more" }),
    },
    apiKey: {
      title: "Translation key",
      type: "object",
      properties: { $secret: { type: "string" } },
      "x-allotment": annotation("technical", 3, { level: "more", secret: true }),
    },
    oidc: {
      title: "Sign-in",
      type: "object",
      properties: { issuer: { title: "Issuer", type: "string", format: "uri" } },
      "x-allotment": annotation("technical", 4, { level: "more" }),
    },
    relays: {
      title: "Relays",
      type: "array",
      items: { type: "object", properties: { host: { title: "Host", type: "string" } } },
      "x-allotment": annotation("technical", 5, { level: "more" }),
    },
  },
};
