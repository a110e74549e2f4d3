import type { ReactNode } from "react";

export type Crumb = { readonly href: string; readonly label: string };

export type PageHeaderProps = {
  readonly title: ReactNode;
  /** What this is and how it is, in one sentence. */
  readonly sentence?: ReactNode;
  /** The one figure that matters here, with its unit in the label. */
  readonly number?: { readonly value: ReactNode; readonly label: ReactNode } | undefined;
  /** The one thing to do here: a Button or LinkButton of variant primary, quieter ones after it. */
  readonly action?: ReactNode;
  /** A Status beside the title. */
  readonly status?: ReactNode;
  /** The way up, outermost first, without the page itself. */
  readonly breadcrumb?: readonly Crumb[] | undefined;
  /** Accessible name of the breadcrumb; needed where there is one. */
  readonly breadcrumbLabel?: string | undefined;
};

/** One sentence, one number, one action: the top of every page. Holds the page's only h1. */
export function PageHeader({ title, sentence, number, action, status, breadcrumb, breadcrumbLabel }: PageHeaderProps) {
  return (
    <div className="c-page-header">
      {breadcrumb && breadcrumb.length > 0 && (
        <nav className="c-breadcrumb" aria-label={breadcrumbLabel}>
          <ol>
            {breadcrumb.map((crumb) => (
              <li key={crumb.href}>
                <a href={crumb.href}>{crumb.label}</a>
              </li>
            ))}
          </ol>
        </nav>
      )}
      <div className="c-page-header__words">
        <div className="c-page-header__title">
          <h1>{title}</h1>
          {status}
        </div>
        {sentence && <p className="c-page-header__sentence">{sentence}</p>}
      </div>
      {number && (
        <p className="c-page-header__number">
          <strong>{number.value}</strong>
          <span>{number.label}</span>
        </p>
      )}
      {action && <div className="c-page-header__action">{action}</div>}
    </div>
  );
}
