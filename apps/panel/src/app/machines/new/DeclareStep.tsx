import type { ErrandView } from "@allotment/api";
import { Answer } from "../../../parts/errands/Answer.tsx";
import { rawTexts, texts } from "../../../texts/texts.ts";
import { DeclareForm } from "./DeclareForm.tsx";
import type { Declaring } from "./address.ts";

/** What was found on a machine, to be looked over and added to its environment. */
export function DeclareStep(props: {
  readonly now: Declaring;
  readonly test: ErrandView;
  /** Name of the environment; null for a new one. */
  readonly place: string | null;
}) {
  const { now, test, place } = props;
  const t = texts("machines");
  const { facts } = test;
  return (
    <div className="u-stack-loose">
      <Answer errand={test} />
      <DeclareForm
        hidden={{ ...now }}
        found={{
          preset: facts?.nixos === true ? "existing" : "minimal",
          cpuCores: textOf(facts?.cpuCores),
          memoryMiB: textOf(facts?.memoryMiB),
          diskGiB: textOf(facts?.diskGiB),
        }}
        presets={(["existing", "minimal"] as const).map((value) => ({
          value,
          label: t(`declare.presets.${value}.label`),
          description: t(`declare.presets.${value}.description`),
        }))}
        isNewPlace={place === null}
        labels={{
          ...rawTexts("machines").declare.place,
          hardware: t("declare.hardware"),
          cpuCores: t("declare.cpuCores"),
          memoryMiB: t("declare.memoryMiB"),
          diskGiB: t("declare.diskGiB"),
          found: t("declare.found"),
          system: t("declare.system"),
          module: t("declare.module"),
          moduleHelp: t("declare.moduleHelp"),
          optional: texts("common")("optional"),
          submit: place === null ? t("declare.submitNew") : t("declare.submit", { environment: place }),
        }}
      />
    </div>
  );
}

// Less than one unit is nothing that could be declared: somebody has to say.
function textOf(value: number | null | undefined): string {
  return value ? String(value) : "";
}
