"use client";
import { problemOf, type DraftView, type OtherDraft, type Problem } from "@allotment/api/client";
import { useCallback, useEffect, useRef, useState } from "react";
import { trpc } from "../../../client/trpc.ts";

/** A configuration as it is edited. */
export type Document = DraftView["document"];

/** Where saving stands. */
export type SaveState = "saved" | "dirty" | "saving" | "failed" | "conflict";

/** The draft while it is edited. */
export interface EditedDraft {
  readonly document: Document;
  readonly etag: string;
  readonly state: SaveState;
  /** False until the first save of this visit. */
  readonly savedHere: boolean;
  /** What somebody else saved meanwhile; null when nobody did. */
  readonly conflict: OtherDraft | null;
  readonly problem: Problem | null;
  readonly change: (update: (document: Document) => Document) => void;
  /** Saves what is not saved yet. Gives the etag of what is saved then, null when it could not be saved. */
  readonly flush: () => Promise<string | null>;
  readonly takeTheirs: () => void;
  readonly keepMine: () => void;
}

const pauseMilliseconds = 500;

/** Keeps a draft saved while it is edited: one save at a time, each naming the version it is based on. */
export function useDraft(deploymentId: string, initial: DraftView): EditedDraft {
  const [document, setDocument] = useState(initial.document);
  const [status, setStatus] = useState<Pick<EditedDraft, "state" | "conflict" | "problem" | "savedHere">>({
    state: "saved",
    conflict: null,
    problem: null,
    savedHere: false,
  });
  const [etag, setEtag] = useState(initial.etag);
  const box = useRef({ document, saved: document, etag: initial.etag, blocked: false, running: Promise.resolve() });

  const saveOnce = useCallback(async () => {
    const { current } = box;
    if (current.blocked || current.document === current.saved) return;
    const sent = current.document;
    setStatus((before) => ({ ...before, state: "saving" }));
    try {
      const view = await trpc.draft.set.mutate({ deploymentId, etag: current.etag, document: sent });
      Object.assign(current, { etag: view.etag, saved: sent });
      setEtag(view.etag);
      const state = current.document === sent ? "saved" : "dirty";
      setStatus({ state, conflict: null, problem: null, savedHere: true });
    } catch (error) {
      const problem = problemOf(error);
      const other = problem?.details?.kind === "draft" ? problem.details.current : null;
      current.blocked = other !== null;
      setStatus((before) => ({ ...before, state: other ? "conflict" : "failed", conflict: other, problem }));
    }
  }, [deploymentId]);

  const flush = useCallback(async () => {
    const { current } = box;
    current.running = current.running.then(saveOnce);
    await current.running;
    return current.document === current.saved ? current.etag : null;
  }, [saveOnce]);

  const put = useCallback((next: Document) => {
    box.current.document = next;
    setDocument(next);
    setStatus((before) => (before.state === "conflict" ? before : { ...before, state: "dirty" }));
  }, []);

  useEffect(() => {
    if (document === box.current.saved) return;
    const timer = setTimeout(() => void flush(), pauseMilliseconds);
    return () => clearTimeout(timer);
  }, [document, flush]);
  useWarningBeforeLeaving(status.state !== "saved");

  return {
    document,
    etag,
    ...status,
    change: useCallback((update) => put(update(box.current.document)), [put]),
    flush,
    takeTheirs: () => {
      if (!status.conflict) return;
      const theirs = status.conflict;
      Object.assign(box.current, { etag: theirs.etag, saved: theirs.document, blocked: false });
      setEtag(theirs.etag);
      put(theirs.document);
      setStatus({ state: "saved", conflict: null, problem: null, savedHere: true });
    },
    keepMine: () => {
      if (!status.conflict) return;
      Object.assign(box.current, { etag: status.conflict.etag, saved: status.conflict.document, blocked: false });
      setStatus({ state: "dirty", conflict: null, problem: null, savedHere: true });
      void flush();
    },
  };
}

function useWarningBeforeLeaving(unsaved: boolean): void {
  useEffect(() => {
    if (!unsaved) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [unsaved]);
}
