"use client";
import type { RunEventView, RunView } from "@allotment/api/client";
import { useEffect, useRef, useState } from "react";
import { trpc } from "../../../../../client/trpc.ts";

/** A run as it happens. */
export interface WatchedRun {
  readonly run: RunView;
  readonly events: readonly RunEventView[];
  /** `live`: events come by themselves. `polling`: the stream is lost, so the page asks every few seconds. */
  readonly connection: "live" | "polling";
}

const pollMilliseconds = 2500;

/**
 * Watches a run from what the server rendered: by the stream, which resumes after the last event it got, and by asking
 * again and again while the stream is lost.
 */
export function useRun(initial: { readonly run: RunView; readonly events: readonly RunEventView[] }): WatchedRun {
  const [watched, setWatched] = useState<WatchedRun>({ ...initial, connection: "live" });
  const last = useRef(initial.events.at(-1)?.number ?? 0);
  const { id: runId, over } = watched.run;
  const { connection } = watched;

  useEffect(() => {
    if (over) return;
    const take = (run: RunView, events: readonly RunEventView[], from: WatchedRun["connection"]) => {
      const fresh = events.filter(({ number }) => number > last.current);
      last.current = fresh.at(-1)?.number ?? last.current;
      setWatched((before) => ({ run, events: [...before.events, ...fresh], connection: from }));
    };
    const lost = () => setWatched((before) => ({ ...before, connection: "polling" }));
    if (connection === "live") {
      const stream = trpc.run.events.subscribe(
        { runId, lastEventId: String(last.current) },
        {
          // The client's types forget that JSON leaves it as it is.
          onData: ({ data }) => take(data.run as RunView, data.events as readonly RunEventView[], "live"),
          onError: lost,
          // The browser tries again by itself and says nothing; people should know meanwhile.
          onConnectionStateChange: ({ state, error }) => {
            if (state === "connecting" && error) lost();
          },
        },
      );
      return () => stream.unsubscribe();
    }
    const ask = async () => {
      try {
        const { run, events } = await trpc.run.eventsAfter.query({ runId, after: last.current });
        take(run as RunView, events as readonly RunEventView[], "live");
      } catch {
        // Still no connection: the next round asks again.
      }
    };
    const timer = setInterval(() => void ask(), pollMilliseconds);
    return () => clearInterval(timer);
  }, [runId, over, connection]);
  return watched;
}

/** The time now, once a second while `ticking`; undefined on the server and at the first render, which has to be equal. */
export function useNow(ticking: boolean): number | undefined {
  const [now, setNow] = useState<number>();
  useEffect(() => {
    setNow(Date.now());
    if (!ticking) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [ticking]);
  return now;
}
