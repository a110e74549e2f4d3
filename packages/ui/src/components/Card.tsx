import { Children, type ReactNode } from "react";

export type CardProps = {
  readonly title: ReactNode;
  /** Makes the whole card lead there; the title is the link. */
  readonly href?: string | undefined;
  /** Beside the title: a Status or Badge. */
  readonly meta?: ReactNode;
  readonly children?: ReactNode;
  /** Below a line: figures or further controls, which stay clickable in a linked card. */
  readonly footer?: ReactNode;
  /** Level of the title; 3 by default (a card stands under a section's h2). */
  readonly headingLevel?: 2 | 3 | 4 | undefined;
};

/** One thing among several of its kind. */
export function Card({ title, href, meta, children, footer, headingLevel = 3 }: CardProps) {
  const Heading = `h${headingLevel}` as const;
  return (
    <article className="c-card">
      <div className="c-card__head">
        <Heading className="c-card__title">{href ? <a href={href}>{title}</a> : title}</Heading>
        {meta}
      </div>
      {children && <div className="c-card__body">{children}</div>}
      {footer && <div className="c-card__foot">{footer}</div>}
    </article>
  );
}

/** Cards side by side, as many as fit, as a list. */
export function CardGrid({ label, children }: { readonly label?: string | undefined; readonly children: ReactNode }) {
  return (
    <ul className="c-card-grid" aria-label={label}>
      {Children.map(children, (child) => (
        <li>{child}</li>
      ))}
    </ul>
  );
}
