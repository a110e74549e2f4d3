import type { Effect } from "../components/EffectBadge.tsx";

/** Every text of the form that is not in the schema. `{name}` stands for a value that the form fills in. */
export type OptionsFormLabels = {
  readonly required: string;
  /** Badge of an option that cannot be changed after the first deployment. */
  readonly permanent: string;
  /** Badge of an option that takes effect in seconds, on what is live. */
  readonly inSeconds: string;
  /** "Recommended for your size: {value}." */
  readonly recommendedForSize: string;
  /** "Recommended: {value}." */
  readonly recommended: string;
  /** "The application's own default is {value}." */
  readonly upstreamDefault: string;
  readonly useRecommended: string;
  readonly useDefault: string;
  /** How values read in sentences. */
  readonly values: { readonly on: string; readonly off: string; readonly notSet: string };
  /** Who owns the option after the first deployment, where that is not this panel. */
  readonly owner: { readonly "first-value": string; readonly inside: string };
  /** What changing the option does. An empty text shows nothing. */
  readonly effect: Readonly<Record<Effect, string>>;
  /** "More settings ({count})" */
  readonly more: string;
  /** Title of the group for options without one. */
  readonly otherGroup: string;
  readonly search: string;
  /** "{count} settings found" */
  readonly searchFound: string;
  /** Title of the list of errors: "{count} settings need your attention". */
  readonly errorsTitle: string;
  readonly secret: {
    readonly set: string;
    readonly notSet: string;
    readonly replace: string;
    readonly newValue: string;
    readonly save: string;
    readonly cancel: string;
    /** The server could not take it; nothing was changed. */
    readonly failed: string;
  };
  readonly onePerLine: string;
  /** First entry of a list from which nothing is chosen yet. */
  readonly choose: string;
  readonly list: { readonly add: string; readonly remove: string; /** "Entry {number}" */ readonly entry: string };
};
