"use client";
import { Status } from "@allotment/ui";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";

const pauseMilliseconds = 2000;

/** Has the server render the page anew while something is looked at. Without scripts there is a link that does. */
export function LookWatch({ labels }: { readonly labels: Readonly<Record<"looking" | "reload", string>> }) {
  const [scripts, setScripts] = useState(false);
  const router = useRouter();
  useEffect(() => {
    setScripts(true);
    const timer = setInterval(() => router.refresh(), pauseMilliseconds);
    return () => clearInterval(timer);
  }, [router]);
  return (
    <div className="u-row" role="status">
      <Status tone="progress">{labels.looking}</Status>
      {!scripts && <a href="">{labels.reload}</a>}
    </div>
  );
}
