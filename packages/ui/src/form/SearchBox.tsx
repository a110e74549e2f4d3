"use client";

import { useEffect, useState } from "react";

export type SearchBoxProps = {
  readonly id: string;
  readonly label: string;
  readonly query: string;
  /** How many options answer, in words; empty while nothing is searched. */
  readonly found: string;
  readonly onQuery: (query: string) => void;
};

/** Finds options by their titles. It appears once scripts run, because it does nothing without them. */
export function SearchBox({ id, label, query, found, onQuery }: SearchBoxProps) {
  const [ready, setReady] = useState(false);
  useEffect(() => setReady(true), []);
  return (
    <div className="c-options__search" role="search" hidden={!ready}>
      <label className="c-field__label" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        type="search"
        className="c-input"
        value={query}
        onChange={(event) => onQuery(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") event.preventDefault();
        }}
      />
      <p className="c-options__notes" role="status">
        {found}
      </p>
    </div>
  );
}
