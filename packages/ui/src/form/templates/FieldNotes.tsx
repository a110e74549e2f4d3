"use client";

import type { RJSFSchema } from "@rjsf/utils";
import { fill } from "../../components/fill.ts";
import { isSized, readAnnotation, recommendedFor } from "../annotation.ts";
import { useForm } from "../context.ts";
import { formatValue } from "../format-value.ts";
import { sameValue } from "../same-value.ts";

export type FieldNotesProps = {
  readonly schema: RJSFSchema;
  readonly value: unknown;
  /** Takes the recommended value or the application's default; absent where nothing can be changed. */
  readonly onTake: ((value: unknown) => void) | undefined;
};

/** Under the control: what is recommended and what the default is, who owns it later, what a change does. */
export function FieldNotes({ schema, value, onTake }: FieldNotesProps) {
  return (
    <div className="c-options__notes">
      <RecommendationNote schema={schema} value={value} onTake={onTake} />
      <OwnerAndEffect schema={schema} />
    </div>
  );
}

function RecommendationNote({ schema, value, onTake }: FieldNotesProps) {
  const { labels, root, sizeActiveUsers } = useForm();
  const annotation = readAnnotation(schema);
  const recommended = recommendedFor(annotation, sizeActiveUsers);
  const current = value ?? schema.default;
  const hasDefault = schema.default !== undefined;
  const words = (each: unknown) => formatValue(each, schema, root, labels);
  const offersDefault = hasDefault && !sameValue(current, schema.default);
  if (!recommended && !offersDefault) return null;
  const sizes =
    annotation.recommended !== undefined && isSized(annotation.recommended) ? annotation.recommended.length : 0;
  const bySize = sizes > 1 && sizeActiveUsers !== undefined;
  const sentence = bySize ? labels.recommendedForSize : labels.recommended;
  return (
    <div className="c-options__recommendation">
      <span>
        {recommended && `${fill(sentence, { value: words(recommended.value) })} `}
        {recommended?.reason && `${recommended.reason} `}
        {hasDefault && fill(labels.upstreamDefault, { value: words(schema.default) })}
      </span>
      {onTake && recommended && !sameValue(current, recommended.value) && (
        <TakeButton label={labels.useRecommended} title={schema.title} onClick={() => onTake(recommended.value)} />
      )}
      {onTake && offersDefault && (
        <TakeButton label={labels.useDefault} title={schema.title} onClick={() => onTake(schema.default)} />
      )}
    </div>
  );
}

function TakeButton(props: {
  readonly label: string;
  readonly title: string | undefined;
  readonly onClick: () => void;
}) {
  return (
    <button
      type="button"
      className="c-link-button"
      aria-label={props.title ? `${props.label}: ${props.title}` : undefined}
      onClick={props.onClick}
    >
      {props.label}
    </button>
  );
}

function OwnerAndEffect({ schema }: { readonly schema: RJSFSchema }) {
  const { labels } = useForm();
  const { owner, effect, immutable } = readAnnotation(schema);
  const ownerWords = owner === "here" ? "" : labels.owner[owner];
  // The badge "permanent" already says what changing it would do.
  const effectWords = immutable ? "" : labels.effect[effect];
  if (!ownerWords && !effectWords) return null;
  return (
    <p className="c-options__note-line">
      {ownerWords && <span>{ownerWords}</span>}
      {effectWords && <span>{effectWords}</span>}
    </p>
  );
}
