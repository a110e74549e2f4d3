"use client";
import { Status } from "@allotment/ui";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";

const pauseMilliseconds = 2000;

/**
 * Has the server render the page anew for as long as this stands in it: while something is under way that ends by itself.
 * Without scripts there is a link that does.
 */
export function RefreshWhile({ labels }: { readonly labels: Readonly<Record<"text" | "reload", string>> }) {
  const [scripts, setScripts] = useState(false);
  const router = useRouter();
  useEffect(() => {
    setScripts(true);
    const timer = setInterval(() => router.refresh(), pauseMilliseconds);
    return () => clearInterval(timer);
  }, [router]);
  return (
    <div className="u-row" role="status">
      <Status tone="progress">{labels.text}</Status>
      {!scripts && <a href="">{labels.reload}</a>}
    </div>
  );
}
