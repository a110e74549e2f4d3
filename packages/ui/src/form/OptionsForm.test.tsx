import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { exampleLabels, exampleSchema } from "./example.ts";
import { OptionsForm, type OptionsFormProps } from "./OptionsForm.tsx";

function render(props: Partial<OptionsFormProps> = {}): string {
  return renderToStaticMarkup(
    <OptionsForm schema={exampleSchema} value={{}} onChange={() => undefined} labels={exampleLabels} {...props} />,
  );
}

/** The opening tag of the element with this id. */
function tagOf(html: string, id: string): string {
  const found = new RegExp(`<[a-z]+ [^>]*\\bid="${id}"[^>]*>`).exec(html);
  if (!found) throw new Error(`no element with id ${id}`);
  return found[0];
}

function attribute(tag: string, name: string): string | undefined {
  return new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1];
}

/** The texts of the elements an attribute's ids point at; throws where one points at nothing. */
function describedBy(html: string, id: string): string {
  const ids = attribute(tagOf(html, id), "aria-describedby")?.split(" ") ?? [];
  return ids
    .map((each) => {
      const tag = tagOf(html, each);
      return html.slice(html.indexOf(tag)).slice(0, 600);
    })
    .join(" ");
}

describe("OptionsForm", () => {
  it("shows groups and options in their order, whatever the order in the schema", () => {
    const html = render();
    const places = ["Your site", ">Address", ">Name", ">About", "Joining", "Who may join", "Minimum age", "Technical"];
    const found = places.map((text) => html.indexOf(text));
    expect(found.every((place) => place >= 0)).toBe(true);
    expect(found).toEqual(found.toSorted((a, b) => a - b));
  });

  it("puts what is not essential behind a fold of its group", () => {
    const html = render();
    const fold = html.slice(html.indexOf("<details"), html.indexOf("</details>"));
    expect(fold).toContain("More settings (4)");
    expect(fold).toContain("Blocked mail domains");
    expect(fold).not.toContain("Show trends");
  });

  it("gives every input a label", () => {
    const html = render({ onSecret: () => Promise.resolve({ $secret: "a" }) });
    const inputs = [...html.matchAll(/<(?:input|select|textarea) [^>]*>/g)].map((match) => match[0]);
    expect(inputs.length).toBeGreaterThan(12);
    for (const input of inputs) {
      if (attribute(input, "type") === "radio") continue;
      expect(html).toContain(`for="${attribute(input, "id")}"`);
    }
    expect(attribute(tagOf(html, "options__registrations"), "aria-labelledby")).toBe("options__registrations--label");
    tagOf(html, "options__registrations--label");
  });

  it("ties help and the server's messages to their control and lists the errors with links", () => {
    const html = render({
      errors: [
        { pointer: "/domain", message: "This address is taken. Choose another.", severity: "error" },
        { pointer: "/title", message: "Long names are cut.", severity: "warning" },
        { pointer: "/blocked/1", message: "Not a domain.", severity: "error" },
        { pointer: "", message: "The tier does not include this.", severity: "error" },
      ],
    });
    expect(describedBy(html, "options__domain")).toContain("Handles end in it.");
    expect(describedBy(html, "options__domain")).toContain("This address is taken.");
    expect(attribute(tagOf(html, "options__domain"), "aria-invalid")).toBe("true");
    expect(describedBy(html, "options__title")).toContain("Long names are cut.");
    expect(attribute(tagOf(html, "options__title"), "aria-invalid")).toBeUndefined();
    expect(describedBy(html, "options__blocked")).toContain("Not a domain.");
    expect(html).toContain("3 settings need your attention");
    expect(html).toContain('<a href="#options__blocked">Blocked mail domains</a>');
    expect(html).toContain("The tier does not include this.");
  });

  it("opens the fold that holds an error", () => {
    expect(render()).not.toContain('<details class="c-fold c-options__fold" open');
    const html = render({ errors: [{ pointer: "/oidc/issuer", message: "Not reachable.", severity: "error" }] });
    expect(html).toContain('<details class="c-fold c-options__fold" open');
    expect(describedBy(html, "options__oidc__issuer")).toContain("Not reachable.");
  });

  it("disables frozen fields and says why", () => {
    const html = render({
      value: { domain: "choir.org", oidc: { issuer: "x" } },
      immutable: { domain: "Live since May: handles end in it.", "oidc/issuer": "Accounts hang on it." },
    });
    expect(tagOf(html, "options__domain")).toContain("disabled");
    expect(describedBy(html, "options__domain")).toContain("Live since May");
    expect(tagOf(html, "options__oidc__issuer")).toContain("disabled");
    expect(tagOf(html, "options__title")).not.toContain("disabled");
    expect(html).toContain("permanent: cannot be changed after the first deployment");
  });

  it("recommends by size, beside the application's own default", () => {
    expect(render({ sizeActiveUsers: 600 })).toContain("Recommended for your size: By approval.");
    const large = render({ sizeActiveUsers: 5000, value: { registrations: "closed" } });
    expect(large).toContain("Recommended for your size: Nobody.");
    expect(large).toContain("The application&#x27;s own default is Anyone.");
    expect(large).not.toContain("Use the recommended value");
    expect(large).toContain("Use the application&#x27;s default: Who may join");
  });

  it("never puts a secret into the page and shows whether it is set", () => {
    expect(render({ value: { apiKey: { $secret: "id-1" } } })).not.toContain("id-1");
    expect(render({ value: { apiKey: { $secret: "id-1" } } })).toContain("<span>Set</span>");
    expect(render({ value: { apiKey: "plaintext" } })).not.toContain("plaintext");
  });

  it("shows stored values of wrong types instead of failing", () => {
    const huge = "ü".repeat(1_000_000);
    const hostile: readonly unknown[] = [null, 5, -1, true, "", 'a\n"<b>${x}\u202e', [], [1, [2]], { a: { b: null } }];
    for (const value of hostile) {
      const every = Object.fromEntries(Object.keys(exampleSchema.properties ?? {}).map((name) => [name, value]));
      expect(render({ value: every })).toContain("Your site");
    }
    expect(render({ value: { title: huge, domain: huge } })).toContain(huge);
    expect(render({ value: { locale: "tlh" } })).toContain(">tlh</option>");
    expect(render({ value: JSON.parse("[]") })).toContain("Your site");
  });

  it("adds a conditional's options when its condition holds", () => {
    const schema = {
      type: "object" as const,
      properties: { search: { title: "Search", type: "boolean" as const } },
      if: { properties: { search: { const: true } }, required: ["search"] },
      then: { properties: { index: { title: "Index size", type: "integer" as const } } },
    };
    expect(render({ schema, value: { search: true } })).toContain("Index size");
    expect(render({ schema, value: { search: false } })).not.toContain("Index size");
  });

  it("reads types from other schemas and survives references that lead nowhere", () => {
    const other = { $id: "https://s.example/common.json", $defs: { Host: { type: "string", title: "Host name" } } };
    const schema = {
      $id: "https://s.example/apps/a.json",
      type: "object",
      properties: {
        near: { $ref: "../common.json#/$defs/Host", description: "Near." },
        far: { $ref: "https://s.example/common.json#/$defs/Host", title: "Far" },
        gone: { $ref: "https://elsewhere.example/x.json", title: "Gone" },
        loop: { $ref: "#/properties/loop", title: "Loop" },
        broken: { $ref: 7, title: "Broken" },
      },
    };
    const html = render({ schema, schemas: [other], value: { near: "choir.org" } });
    expect(tagOf(html, "options__near")).toContain('value="choir.org"');
    for (const title of ["Host name", "Far", "Gone", "Loop", "Broken"]) expect(html).toContain(`>${title}<`);
  });
});
