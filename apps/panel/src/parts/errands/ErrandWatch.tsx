"use client";
import { Status } from "@allotment/ui";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { trpc } from "../../client/trpc.ts";

const pollMilliseconds = 700;

/** Waits for the worker's answer, and lets the server render it. Without scripts there is a link that looks again. */
export function ErrandWatch(props: {
  readonly errandId: string;
  readonly state: "waiting" | "working";
  readonly labels: Readonly<Record<"waiting" | "working" | "reload" | "lost", string>>;
}) {
  const { errandId, labels } = props;
  const [state, setState] = useState(props.state);
  const [lost, setLost] = useState(false);
  const [scripts, setScripts] = useState(false);
  const router = useRouter();
  useEffect(() => {
    setScripts(true);
    const timer = setInterval(() => {
      trpc.errand.get.query({ errandId }).then(
        ({ state: now }) => {
          setLost(false);
          if (now === "waiting" || now === "working") return setState(now);
          clearInterval(timer);
          router.refresh();
        },
        () => setLost(true),
      );
    }, pollMilliseconds);
    return () => clearInterval(timer);
  }, [errandId, router]);
  return (
    <div className="u-row" role="status">
      <Status tone="progress">{lost ? labels.lost : labels[state]}</Status>
      {!scripts && <a href="">{labels.reload}</a>}
    </div>
  );
}
