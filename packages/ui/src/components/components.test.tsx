import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { AppShell } from "./AppShell.tsx";
import { Button, LinkButton } from "./Button.tsx";
import { CapacityBar, capacityShares } from "./CapacityBar.tsx";
import { CodeDiff } from "./CodeDiff.tsx";
import { Diff } from "./Diff.tsx";
import { fill } from "./fill.ts";
import { Status } from "./Status.tsx";
import { Table } from "./Table.tsx";
import { TextField } from "./TextField.tsx";

describe("a button that cannot be pressed", () => {
  it("says why, can be reached, and neither submits nor acts", () => {
    const html = renderToStaticMarkup(
      <Button type="submit" disabledReason="Nothing has changed yet.">
        Install
      </Button>,
    );
    expect(html).toContain('type="button"');
    expect(html).toContain('aria-disabled="true"');
    expect(html).not.toMatch(/<button[^>]* disabled/);
    const reasonId = /aria-describedby="([^"]+)"/.exec(html)?.[1] ?? "none";
    expect(html).toContain(`id="${reasonId}" class="c-button__reason">Nothing has changed yet.`);
  });

  it("leads nowhere when it is a link", () => {
    const html = renderToStaticMarkup(
      <LinkButton href="/plan" disabledReason="Save first.">
        Plan
      </LinkButton>,
    );
    expect(html).not.toContain("href");
    expect(html).toContain('tabindex="0"');
  });
});

describe("words beside colours", () => {
  it("a status always has its words, and an icon hidden from screen readers", () => {
    const html = renderToStaticMarkup(<Status tone="danger">Failed</Status>);
    expect(html).toContain("Failed");
    expect(html).toContain('aria-hidden="true"');
  });

  it("a changed field says before and after in words", () => {
    const labels = {
      added: "added",
      removed: "removed",
      changed: "changed",
      before: "was",
      after: "now",
      nothing: "-",
    };
    const html = renderToStaticMarkup(
      <Diff labels={labels} changes={[{ id: "a", label: "Name", kind: "changed", before: "A", after: "B" }]} />,
    );
    expect(html.replace(/<[^>]+>/g, "")).toBe("Namechangedwas Anow B");
    expect(renderToStaticMarkup(<Diff labels={labels} changes={[]} />)).toContain("-");
  });

  it("a line of a textual difference says whether it was added", () => {
    const html = renderToStaticMarkup(
      <CodeDiff
        title="f"
        lines={[{ kind: "added", text: "x", newLine: 1 }]}
        labels={{ added: "added", removed: "gone" }}
      />,
    );
    expect(html).toContain("added: ");
  });
});

describe("capacity", () => {
  it("shows how much is too much against what is asked for", () => {
    expect(capacityShares(4, 2, 8)).toEqual({ used: 50, reserved: 25, limit: 100, over: false });
    expect(capacityShares(6, 4, 8)).toEqual({ used: 60, reserved: 40, limit: 80, over: true });
    expect(capacityShares(1, 0, 0)).toEqual({ used: 100, reserved: 0, limit: 0, over: true });
    expect(capacityShares(0, 0, 0)).toEqual({ used: 0, reserved: 0, limit: 100, over: false });
    expect(capacityShares(Number.NaN, -1, 8)).toEqual({ used: 0, reserved: 0, limit: 100, over: false });
  });

  it("says so in words only when it does not fit", () => {
    const bar = (used: number) =>
      renderToStaticMarkup(<CapacityBar label="Memory" used={used} total={8} text="x" overText="1 GiB too much" />);
    expect(bar(9)).toContain("1 GiB too much");
    expect(bar(8)).not.toContain("1 GiB too much");
  });
});

describe("Table", () => {
  it("names every value for the stacked form, and the row by its first column", () => {
    const html = renderToStaticMarkup(
      <Table
        caption="Fleet"
        rows={[{ name: "Choir", people: undefined }]}
        rowKey={(row) => row.name}
        columns={[
          { key: "name", header: "Deployment", cell: (row) => row.name },
          { key: "people", header: "People", cell: (row) => row.people },
        ]}
      />,
    );
    expect(html).toContain('scope="row">Choir');
    expect(html).toContain('data-label="People"');
    expect(html).toContain("–");
  });
});

describe("TextField", () => {
  it("ties label, help and error to the input", () => {
    const html = renderToStaticMarkup(<TextField label="Name" name="name" help="As on the door." error="Too long." />);
    expect(html).toContain('for="name"');
    expect(html).toContain('aria-describedby="name-help name-error"');
    expect(html).toMatch(/id="name-help"[^>]*>As on the door/);
    expect(html).toMatch(/id="name-error"/);
    expect(html).toContain('aria-invalid="true"');
  });
});

describe("AppShell", () => {
  it("lets the keyboard skip to the content and marks the current page", () => {
    const html = renderToStaticMarkup(
      <AppShell
        productName="Allotment"
        homeHref="/"
        navigation={[{ href: "/fleet", label: "Fleet", current: true }]}
        labels={{ skip: "Skip", navigation: "Main", menu: "Menu", account: "Account" }}
      >
        content
      </AppShell>,
    );
    expect(html.indexOf('href="#main"')).toBeLessThan(html.indexOf("<nav"));
    expect(html).toContain('id="main"');
    expect(html).toContain('href="/fleet" aria-current="page"');
  });
});

describe("fill", () => {
  it("puts values in and shows what is missing", () => {
    expect(fill("Step {n} of {total}", { n: 2 })).toBe("Step 2 of {total}");
    expect(fill("{value}", { value: "{n} $& $1" })).toBe("{n} $& $1");
  });
});
