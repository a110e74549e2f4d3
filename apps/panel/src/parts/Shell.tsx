import { AppShell, type NavigationItem } from "@allotment/ui";
import type { SessionView } from "@allotment/api";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { getSession } from "../server/caller.ts";
import { loadChecklist } from "../server/checklist.ts";
import { signOut } from "./sign-out.ts";
import { texts } from "../texts/texts.ts";

/** The sections of the main navigation. */
export type Section = "firstDay" | "deployments" | "catalogue" | "fleet" | "environments" | "operators";

const addresses: Readonly<Record<Section, string>> = {
  firstDay: "/first-day",
  fleet: "/fleet",
  deployments: "/deployments",
  catalogue: "/catalogue",
  environments: "/environments",
  operators: "/operators",
};

/** Which sections a role sees, in order. */
const sections: Readonly<Record<SessionView["user"]["role"], readonly Section[]>> = {
  provider: ["fleet", "deployments", "catalogue", "environments", "operators"],
  operator: ["deployments", "catalogue"],
};

/** The frame of every page of somebody who is signed in; without a session only the product's name. */
export async function Shell({ current, children }: { readonly current?: Section; readonly children: ReactNode }) {
  const t = texts("common");
  const session = await getSession();
  const navigation = (session ? await sectionsOf(session) : []).map((section): NavigationItem => ({
    href: addresses[section],
    label: t(`sections.${section}`),
    current: section === current,
  }));
  return (
    <AppShell
      productName={t("product")}
      homeHref="/"
      navigation={navigation}
      user={
        session ? { name: session.user.name, detail: detailOf(session), items: await userItems(session) } : undefined
      }
      labels={{ skip: t("skip"), navigation: t("navigation"), menu: t("menu"), account: t("account") }}
    >
      {children}
    </AppShell>
  );
}

// The first day is there until something is live on real machines; later it is found beside the account.
async function sectionsOf({ user: { role } }: SessionView): Promise<readonly Section[]> {
  if (role !== "provider") return sections[role];
  const { items } = await loadChecklist();
  const isOver = items.some(({ id, state }) => id === "real" && state === "done");
  return isOver ? sections[role] : ["firstDay", ...sections[role]];
}

function detailOf(session: SessionView): string {
  const names = session.operators.map((operator) => operator.name);
  return names.length > 0 ? names.join(", ") : texts("common")(`roles.${session.user.role}`);
}

async function userItems(session: SessionView): Promise<ReactNode[]> {
  const t = texts("common");
  const theme = (await cookies()).get("theme")?.value ?? "system";
  const others = (["light", "dark", "system"] as const).filter((one) => one !== theme);
  return [
    <a key="account" href="/account">
      {t("accountSettings")}
    </a>,
    <a key="notifications" href="/notifications">
      {texts("notifications")("title")}
    </a>,
    ...(session.user.role === "provider"
      ? [
          <a key="first-day" href={addresses.firstDay}>
            {t("sections.firstDay")}
          </a>,
        ]
      : []),
    ...others.map((one) => (
      <form key={one} method="post" action="/theme">
        <button name="theme" value={one}>
          {t(`theme.${one}`)}
        </button>
      </form>
    )),
    <form key="sign-out" action={signOut}>
      <button>{t("signOut")}</button>
    </form>,
  ];
}
