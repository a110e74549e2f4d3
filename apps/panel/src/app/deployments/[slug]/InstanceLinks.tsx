"use client";
import { Badge } from "@allotment/ui";
import type { MouseEvent } from "react";

/** Which application's form is shown: links, which switch without loading the page once scripts run. */
export function InstanceLinks(props: {
  readonly page: string;
  readonly instances: readonly { readonly slug: string; readonly name: string; readonly errors: number }[];
  readonly selected: string | null;
  readonly onSelect: (slug: string) => void;
  readonly label: string;
}) {
  function select(event: MouseEvent<HTMLAnchorElement>, slug: string) {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    props.onSelect(slug);
  }
  if (props.instances.length === 0) return null;
  return (
    <nav className="c-tabs" aria-label={props.label}>
      <ul>
        {props.instances.map(({ slug, name, errors }) => (
          <li key={slug}>
            <a
              href={`${props.page}?instance=${slug}`}
              aria-current={slug === props.selected ? "true" : undefined}
              onClick={(event) => select(event, slug)}
            >
              {name} <span className="u-soft">{slug}</span>
              {errors > 0 && (
                <Badge tone="danger" icon="warning">
                  {errors}
                </Badge>
              )}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
