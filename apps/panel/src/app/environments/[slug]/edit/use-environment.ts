"use client";
import type { AffectedDeployment, SpokenDiagnostic } from "@allotment/api/client";
import { useEffect, useRef, useState } from "react";
import { trpc } from "../../../../client/trpc.ts";
import { isDocument, type Document } from "./document.ts";

/** How long after the last key the check begins. */
const pauseMs = 350;

/** Which of the two was typed in last; the other follows from it. */
export type Side = "form" | "yaml";

/** An environment while it is edited, as document and as text, with what is wrong with it. */
export interface EditedEnvironment {
  /** What the form shows: the last thing that could be read. */
  readonly document: Document;
  readonly yaml: string;
  readonly side: Side;
  readonly diagnostics: readonly SpokenDiagnostic[];
  /** What saving it would mean for the deployments there; empty before the first edit. */
  readonly affected: readonly AffectedDeployment[];
  /** `waiting`: typed and not checked yet; `failed`: the panel did not answer. */
  readonly state: "checked" | "waiting" | "failed";
  /** Whether the text can be read, so that the form can show it. */
  readonly readable: boolean;
}

/** Holds an environment while it is edited and has it checked as one types. */
export function useEnvironment(environmentId: string, document: Document, yaml: string) {
  const [edited, setEdited] = useState<EditedEnvironment>({
    document,
    yaml,
    side: "form",
    diagnostics: [],
    affected: [],
    state: "checked",
    readable: true,
  });
  const latest = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  async function check(now: EditedEnvironment): Promise<void> {
    clearTimeout(timer.current);
    const turn = (latest.current += 1);
    const source = now.side === "form" ? { document: now.document } : { yaml: now.yaml };
    try {
      const answer = await trpc.environment.check.mutate({ ...source, environmentId });
      const { diagnostics, affected, value, yaml: text } = answer;
      if (turn !== latest.current) return;
      const readable = isDocument(value);
      setEdited((before) => ({
        ...before,
        diagnostics,
        affected,
        readable,
        state: "checked",
        ...(before.side === "form" ? { yaml: text ?? before.yaml } : {}),
        ...(before.side === "yaml" && readable ? { document: value } : {}),
      }));
    } catch {
      if (turn === latest.current) setEdited((before) => ({ ...before, state: "failed" }));
    }
  }

  function change(next: Partial<EditedEnvironment> & { readonly side: Side }) {
    const now: EditedEnvironment = { ...edited, ...next, state: "waiting" };
    setEdited(now);
    latest.current += 1;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void check(now), pauseMs);
  }

  return {
    edited,
    /** Finishes the check at once: before going from form to text or back. */
    settle: () => (edited.state === "checked" ? Promise.resolve() : check(edited)),
    editDocument: (next: Document) => change({ document: next, side: "form" }),
    editYaml: (next: string) => change({ yaml: next, side: "yaml" }),
  };
}
