export type Tab = {
  readonly href: string;
  readonly label: string;
  readonly current?: boolean | undefined;
  /** A figure beside the label: how many changes, how many backups. */
  readonly count?: number | undefined;
};

/** Pages of one thing, as links: each has its own address and works without scripts. */
export function Tabs({ label, tabs }: { readonly label: string; readonly tabs: readonly Tab[] }) {
  return (
    <nav className="c-tabs" aria-label={label}>
      <ul>
        {tabs.map((tab) => (
          <li key={tab.href}>
            <a href={tab.href} aria-current={tab.current ? "page" : undefined}>
              {tab.label}
              {tab.count !== undefined && <span className="c-tabs__count">{tab.count}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
