import type { ReactNode } from "react";
import { Icon } from "./Icon.tsx";

/** One entry of the main navigation. Which entries a role sees is decided by the page, not here. */
export type NavigationItem = { readonly href: string; readonly label: string; readonly current?: boolean | undefined };

export type ShellUser = {
  readonly name: string;
  /** A second line: the role or the community. */
  readonly detail?: string | undefined;
  /** Entries of the user menu: links, or forms with one button (signing out). */
  readonly items: readonly ReactNode[];
};

export type AppShellProps = {
  readonly productName: string;
  readonly homeHref: string;
  readonly navigation: readonly NavigationItem[];
  readonly user?: ShellUser | undefined;
  /** Goes above the bar on every page: the practice banner. */
  readonly banner?: ReactNode;
  readonly footer?: ReactNode;
  readonly labels: {
    readonly skip: string;
    readonly navigation: string;
    readonly menu: string;
    /** Accessible name of the user menu, said before the user's name. */
    readonly account: string;
  };
  readonly children: ReactNode;
};

function Links({ items }: { readonly items: readonly NavigationItem[] }) {
  return items.map((item) => (
    <li key={item.href}>
      <a href={item.href} aria-current={item.current ? "page" : undefined}>
        {item.label}
      </a>
    </li>
  ));
}

function UserItems({ user }: { readonly user: ShellUser }) {
  return (
    <>
      <p className="c-menu__who">
        {user.name}
        {user.detail && <small>{user.detail}</small>}
      </p>
      <ul className="c-menu__items">
        {user.items.map((item, index) => (
          <li key={index}>{item}</li>
        ))}
      </ul>
    </>
  );
}

/** From 768 px up: navigation in the bar, the user behind one `<details>`. */
function WideBar({ navigation, user, labels }: AppShellProps) {
  return (
    <>
      <nav className="c-shell__nav c-shell__wide" aria-label={labels.navigation}>
        <ul>
          <Links items={navigation} />
        </ul>
      </nav>
      {user && (
        <details className="c-menu c-shell__wide" name="shell-menu">
          <summary aria-label={`${labels.account}: ${user.name}`}>
            <Icon name="user" />
            {user.name}
          </summary>
          <div className="c-menu__panel">
            <UserItems user={user} />
          </div>
        </details>
      )}
    </>
  );
}

/** On phones: one menu with everything. */
function NarrowBar({ navigation, user, labels }: AppShellProps) {
  if (navigation.length === 0 && !user) return null;
  return (
    <details className="c-menu c-shell__narrow" name="shell-menu">
      <summary>
        <Icon name="menu" />
        {labels.menu}
      </summary>
      <div className="c-menu__panel">
        <nav aria-label={labels.navigation}>
          <ul className="c-menu__items">
            <Links items={navigation} />
          </ul>
        </nav>
        {user && <UserItems user={user} />}
      </div>
    </details>
  );
}

/** Two stacked bars, offset: places allotted on a shelf. */
function Mark() {
  return (
    <svg className="c-shell__mark" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
      <path fill="currentColor" d="M1 2h11v4.5H1zM8 7.75h11v4.5H8zM1 13.5h7V18H1z" />
    </svg>
  );
}

/** The frame of every page: skip link, top bar, main navigation, user menu. Works without scripts. */
export function AppShell(props: AppShellProps) {
  return (
    <div className="c-shell">
      <a className="c-skip" href="#main">
        {props.labels.skip}
      </a>
      <header className="c-shell__bar">
        {props.banner}
        <div className="c-shell__bar-inner">
          <a className="c-shell__brand" href={props.homeHref}>
            <Mark />
            {props.productName}
          </a>
          <WideBar {...props} />
          <NarrowBar {...props} />
        </div>
      </header>
      <main id="main" className="c-shell__main" tabIndex={-1}>
        {props.children}
      </main>
      {props.footer && <footer className="c-shell__footer">{props.footer}</footer>}
    </div>
  );
}
