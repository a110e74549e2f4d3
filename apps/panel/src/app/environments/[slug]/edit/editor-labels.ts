import { orchestratorTraits, type OrchestratorId } from "@allotment/model";
import { english } from "../../../../texts/english.ts";
import { texts } from "../../../../texts/texts.ts";
import type { Choice, EditorLabels, LabelledType } from "./labels.ts";
import { offerFields, offerTypes } from "./offer-fields.ts";

const names: Readonly<Record<string, string>> = english.environments.fields;

/** All resource types with their words and fields. */
export function labelledTypes(): readonly LabelledType[] {
  const t = texts("environments");
  return offerTypes.map((type) => ({
    type,
    title: t(`types.${type}.title`),
    sentence: t(`types.${type}.sentence`),
    add: t(`types.${type}.add`),
    fields: offerFields(type).map((field) => {
      const key = field.path.join("_");
      return { ...field, label: names[key] ?? key };
    }),
  }));
}

/** Words of the editor. */
export function editorLabels(): EditorLabels {
  const t = texts("environments");
  const { editor } = english.environments;
  const common = texts("common");
  return {
    ...editor,
    optional: common("optional"),
    placements: placementChoices(),
    orchestrators: orchestratorChoices(),
    reserveFields: (["cpuMillicores", "memoryMiB", "diskGiB"] as const).map((name) => ({
      name,
      label: t(`reserve.${name}`),
    })),
    copy: { copy: common("copyLabels.copy"), copied: common("copyLabels.copied"), failed: common("copyLabels.failed") },
  };
}

/** Ways to place deployments on machines, the usual one first. */
export function placementChoices(): readonly Choice[] {
  const t = texts("environments");
  return (["machine-per-application", "one-machine"] as const).map((value) => ({
    value,
    label: t(`placements.${value}.title`),
    description: t(`placements.${value}.sentence`),
  }));
}

/** Ways in which systems get to machines, practice first. */
export function orchestratorChoices(): readonly Choice[] {
  const t = texts("environments");
  const orchestrators = Object.keys(orchestratorTraits) as OrchestratorId[];
  return orchestrators.map((value) => ({
    value,
    label: t(`orchestrators.${value}.title`),
    description: t(`orchestrators.${value}.sentence`),
  }));
}
