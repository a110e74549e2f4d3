"use client";
import type { PlanPreview } from "@allotment/api/client";
import { useEffect, useRef, useState } from "react";
import { trpc } from "../../../client/trpc.ts";
import type { Document } from "./use-draft.ts";

const pauseMilliseconds = 200;

/** What a configuration would change, kept up to date while it is edited. At most one request is under way. */
export function usePreview(
  deploymentId: string,
  document: Document,
  initial: PlanPreview,
): { readonly preview: PlanPreview; readonly state: "current" | "checking" | "failed" } {
  const [preview, setPreview] = useState(initial);
  const [state, setState] = useState<"current" | "checking" | "failed">("current");
  const box = useRef({ asked: document, wanted: document, busy: false });
  useEffect(() => {
    box.current.wanted = document;
    if (document === box.current.asked) return;
    setState("checking");
    const timer = setTimeout(() => void ask(), pauseMilliseconds);
    return () => clearTimeout(timer);

    async function ask() {
      const { current } = box;
      if (current.busy) return;
      current.busy = true;
      // Whoever typed on meanwhile gets another answer straight away.
      while (current.asked !== current.wanted) {
        const asked = current.wanted;
        current.asked = asked;
        try {
          // The client's types forget that JSON leaves it as it is.
          setPreview((await trpc.draft.check.mutate({ deploymentId, document: asked })) as PlanPreview);
          setState("current");
        } catch {
          setState("failed");
        }
      }
      current.busy = false;
    }
  }, [deploymentId, document]);
  return { preview, state };
}
