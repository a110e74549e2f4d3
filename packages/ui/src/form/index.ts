export {
  readAnnotation,
  readGroups,
  recommendedFor,
  type OptionAnnotation,
  type OptionGroup,
  type Recommendation,
  type SizedRecommendation,
} from "./annotation.ts";
export { arrangeRoot, type ArrangedGroup } from "./arrange.ts";
export type { SecretReference } from "./context.ts";
export { fromPointer, toPointer, type FieldDiagnostic } from "./diagnostics.ts";
export { formatValue } from "./format-value.ts";
export { inlineReferences } from "./inline-references.ts";
export type { OptionsFormLabels } from "./labels.ts";
export { lightValidator, satisfies } from "./light-validator.ts";
export { OptionsForm, type OptionsFormProps, type OptionValues } from "./OptionsForm.tsx";
