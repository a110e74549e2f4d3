import type { ComponentType } from "react";
import type { ControlProps } from "../control-props.ts";
import type { ControlKind } from "../kinds.ts";
import { CardsControl } from "./CardsControl.tsx";
import { CheckboxControl } from "./CheckboxControl.tsx";
import { CheckboxesControl } from "./CheckboxesControl.tsx";
import { JsonControl } from "./JsonControl.tsx";
import { LinesControl } from "./LinesControl.tsx";
import { NumberControl } from "./NumberControl.tsx";
import { SecretControl } from "./SecretControl.tsx";
import { SelectControl } from "./SelectControl.tsx";
import { EmailControl, TextAreaControl, TextControl, UrlControl } from "./TextControl.tsx";

/** The kinds that are one control; the others are drawn by rjsf's own object and array fields with our templates. */
export type LeafKind = Exclude<ControlKind, "object" | "list">;

/** The control of each kind. */
export const controls: Readonly<Record<LeafKind, ComponentType<ControlProps>>> = {
  cards: CardsControl,
  checkbox: CheckboxControl,
  checkboxes: CheckboxesControl,
  email: EmailControl,
  json: JsonControl,
  lines: LinesControl,
  number: NumberControl,
  secret: SecretControl,
  select: SelectControl,
  text: TextControl,
  textarea: TextAreaControl,
  url: UrlControl,
};

/** Whether a kind is one control. */
export function isLeaf(kind: ControlKind): kind is LeafKind {
  return kind !== "object" && kind !== "list";
}

/** Kinds made of several inputs: their title is a heading of a group and not the label of one input. */
export const groupedKinds: ReadonlySet<ControlKind> = new Set(["cards", "checkboxes", "secret", "object", "list"]);
