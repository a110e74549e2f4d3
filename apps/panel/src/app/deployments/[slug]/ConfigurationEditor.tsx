"use client";
import type { Comparison, DraftView, InstanceSettingsView, PlanPreview } from "@allotment/api/client";
import { OptionsForm, type SecretReference } from "@allotment/ui/form";
import { useEffect, useMemo, useState } from "react";
import { trpc } from "../../../client/trpc.ts";
import type { Texts } from "../../../texts/english.ts";
import { AddApplication, RemoveApplication, type Choosable } from "./ChangeApplications.tsx";
import { ConflictNotice } from "./ConflictNotice.tsx";
import { Differences } from "./Differences.tsx";
import { fieldDiagnostics } from "./field-addresses.ts";
import { insideNotes } from "./InsideNotes.tsx";
import { InstanceLinks } from "./InstanceLinks.tsx";
import { PlanSummary } from "./PlanSummary.tsx";
import { SaveLine } from "./SaveLine.tsx";
import { SwitchApplication, SwitchedOff } from "./SwitchApplication.tsx";
import { titleFinder, type InstanceForm } from "./titles.ts";
import { useDraft } from "./use-draft.ts";
import { usePreview } from "./use-preview.ts";

/** Everything the editor needs, read on the server. */
export interface EditorProps {
  readonly deployment: {
    readonly id: string;
    readonly page: string;
    readonly live: boolean;
    /** Whether what is live could be changed now. */
    readonly changeable: boolean;
  };
  readonly initial: DraftView;
  readonly preview: PlanPreview;
  readonly comparison: Comparison;
  /** What running instances hold of their settings, where it is not what was installed. */
  readonly inside: readonly InstanceSettingsView[];
  /** Forms of the draft's applications, by application id. */
  readonly forms: Readonly<Record<string, InstanceForm>>;
  /** Schemas that the forms refer to. */
  readonly schemas: readonly object[];
  /** Frozen fields with the reason, by instance. */
  readonly frozen: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly choosable: readonly Choosable[];
  readonly selected: string | null;
  readonly labels: Texts["configuration"];
}

/** The draft as forms, saved as one types, with what it would change beside it. */
export function ConfigurationEditor(props: EditorProps) {
  const { deployment, forms, labels } = props;
  const draft = useDraft(deployment.id, props.initial);
  const { preview, state } = usePreview(deployment.id, draft.document, props.preview);
  const comparison = useComparison(deployment.id, props.comparison, draft.etag);
  const slugs = Object.keys(draft.document.applications);
  const [wanted, setWanted] = useState(props.selected);
  const selected = wanted !== null && slugs.includes(wanted) ? wanted : (slugs[0] ?? null);
  const titleOf = useMemo(() => titleFinder(draft.document, forms), [draft.document, forms]);
  const fields = { deploymentId: deployment.id, page: deployment.page };
  return (
    <div className="u-split">
      <div className="u-stack-loose">
        {draft.conflict && <ConflictNotice draft={draft} conflict={draft.conflict} titleOf={titleOf} labels={labels} />}
        <Differences draft={draft} fields={fields} comparison={comparison} live={deployment.live} labels={labels} />
        <noscript>
          <p>{labels.editor.noScript}</p>
        </noscript>
        <section className="u-stack" aria-label={labels.editor.applications}>
          <InstanceLinks
            page={deployment.page}
            instances={slugs.map((slug) => ({
              slug,
              name: forms[draft.document.applications[slug]?.application ?? ""]?.name ?? slug,
              errors: preview.diagnostics.filter(
                ({ severity, address }) => severity === "error" && address.startsWith(`applications.${slug}.`),
              ).length,
            }))}
            selected={selected}
            onSelect={setWanted}
            label={labels.editor.applications}
          />
          {selected !== null && draft.document.applications[selected]?.enabled === false && (
            <SwitchedOff draft={draft} slug={selected} labels={labels.enabled} />
          )}
          {selected === null ? (
            <p className="u-soft">{labels.editor.empty}</p>
          ) : (
            <InstanceOptions
              {...props}
              key={selected}
              slug={selected}
              draft={draft}
              preview={preview}
              titleOf={titleOf}
            />
          )}
        </section>
        {selected !== null && (
          <div className="u-stack">
            <SwitchApplication draft={draft} slug={selected} labels={labels.enabled} />
            <RemoveApplication draft={draft} fields={fields} slug={selected} labels={labels.remove} />
          </div>
        )}
        <AddApplication draft={draft} fields={fields} choosable={props.choosable} taken={slugs} labels={labels.add} />
      </div>
      <PlanSummary
        preview={preview}
        state={state}
        live={deployment.live}
        titleOf={titleOf}
        onGo={setWanted}
        labels={labels}
      >
        <SaveLine
          draft={draft}
          fields={fields}
          titleOf={titleOf}
          instant={deployment.changeable && takesSeconds(preview)}
          labels={labels}
        />
      </PlanSummary>
    </div>
  );
}

// Nothing but what running applications take at once.
function takesSeconds({ plan }: PlanPreview): boolean {
  return plan !== null && plan.effect === "seconds";
}

function InstanceOptions(
  props: EditorProps & {
    readonly slug: string;
    readonly draft: ReturnType<typeof useDraft>;
    readonly preview: PlanPreview;
    readonly titleOf: (address: string) => string | undefined;
  },
) {
  const { slug, draft, preview, titleOf, forms, labels } = props;
  const instance = draft.document.applications[slug];
  const form = forms[instance?.application ?? ""];
  const errors = useMemo(() => fieldDiagnostics(preview.diagnostics, slug, titleOf), [preview, slug, titleOf]);
  if (!instance || !form) return null;
  const size = Number(instance.options["expectedActiveUsers"]);
  const change = (options: Readonly<Record<string, unknown>>) =>
    draft.change((document) => ({
      ...document,
      applications: { ...document.applications, [slug]: { ...instance, options } },
    }));
  return (
    <OptionsForm
      schema={form.schema}
      schemas={props.schemas}
      value={instance.options}
      onChange={change}
      errors={errors}
      immutable={props.frozen[slug] ?? {}}
      beside={insideNotes({
        settings: props.inside.find(({ instance: named }) => named === slug),
        draft,
        fields: { deploymentId: props.deployment.id, page: props.deployment.page },
        labels: labels.inside,
        words: labels.differences.values,
      })}
      labels={labels.form}
      sizeActiveUsers={Number.isSafeInteger(size) && size > 0 ? size : undefined}
      onSecret={(pointer, value) => keepSecret(props.deployment.id, slug, pointer, value)}
      idPrefix={slug}
    />
  );
}

function keepSecret(deploymentId: string, slug: string, pointer: string, value: string): Promise<SecretReference> {
  const name = `applications.${slug}.options${pointer.replaceAll("/", ".")}`;
  return trpc.secret.set.mutate({ owner: { kind: "deployment", deploymentId }, name, value });
}

// Compared again after each save.
function useComparison(deploymentId: string, initial: Comparison, etag: string): Comparison {
  const [comparison, setComparison] = useState(initial);
  useEffect(() => {
    if (etag === comparison.etag) return;
    const controller = new AbortController();
    trpc.configuration.compare.query({ deploymentId }, { signal: controller.signal }).then(
      (found) => setComparison(found as Comparison),
      () => undefined,
    );
    return () => controller.abort();
  }, [deploymentId, etag, comparison.etag]);
  return comparison;
}
