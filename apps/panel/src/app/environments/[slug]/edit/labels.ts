import type { OfferField, OfferType } from "./offer-fields.ts";

/** A field with its words. */
export interface LabelledField extends OfferField {
  readonly label: string;
}

/** A resource type with its words and fields. */
export interface LabelledType {
  readonly type: OfferType;
  /** “Machines”. */
  readonly title: string;
  readonly sentence: string;
  /** On the button: “Add a machine”. */
  readonly add: string;
  readonly fields: readonly LabelledField[];
}

/** One of a few ways, with what it means. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly description: string;
}

/** Words for what saving would mean for a deployment. */
export interface AffectedLabels {
  readonly title: string;
  readonly unfit: string;
  readonly stillUnfit: string;
  readonly changes: string;
  /** With {machines}. */
  readonly machines: string;
  readonly same: string;
  readonly help: string;
}

/** Words of the editor; they come from the server, by the message files. */
export interface EditorLabels {
  readonly tabs: string;
  readonly form: string;
  readonly yaml: string;
  readonly formBlocked: string;
  readonly about: string;
  readonly name: string;
  readonly nameHelp: string;
  readonly description: string;
  readonly descriptionHelp: string;
  readonly adminKeys: string;
  readonly adminKeysHelp: string;
  readonly recoveryKeys: string;
  readonly recoveryKeysHelp: string;
  readonly orchestrator: string;
  readonly orchestratorHelp: string;
  readonly orchestrators: readonly Choice[];
  readonly activation: string;
  readonly closedNetwork: string;
  readonly closedNetworkHelp: string;
  readonly confirmSeconds: string;
  readonly confirmSecondsHelp: string;
  readonly switchSeconds: string;
  readonly switchSecondsHelp: string;
  readonly pull: string;
  readonly pullMethod: string;
  readonly pullSeconds: string;
  readonly policy: string;
  readonly placement: string;
  readonly placements: readonly Choice[];
  readonly reserve: string;
  readonly reserveFields: readonly { readonly name: string; readonly label: string }[];
  readonly policyMore: string;
  readonly newName: string;
  readonly newNameHelp: string;
  readonly newNameTaken: string;
  readonly newNameWrong: string;
  readonly remove: string;
  /** With {name}, {cpuCores}, {memoryGiB}, {diskGiB}. */
  readonly machineFacts: string;
  /** With {name}, {where}. */
  readonly offerFacts: string;
  readonly optional: string;
  readonly onePerLine: string;
  readonly notGiven: string;
  /** With {value}. */
  readonly otherwise: string;
  readonly secretSet: string;
  readonly secretMissing: string;
  readonly secretHelp: string;
  readonly yamlLabel: string;
  readonly yamlHelp: string;
  readonly checking: string;
  readonly checkFailed: string;
  readonly valid: string;
  /** With {count}. */
  readonly mistakes: string;
  readonly remarks: string;
  readonly message: string;
  readonly messageHelp: string;
  readonly save: string;
  readonly saveBlocked: string;
  readonly affected: AffectedLabels;
  readonly conflict: {
    readonly theirs: string;
    readonly keepMine: string;
    readonly takeTheirs: string;
    readonly help: string;
  };
  readonly copy: { readonly copy: string; readonly copied: string; readonly failed: string };
}
