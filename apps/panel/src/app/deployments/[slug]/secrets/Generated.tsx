import type { GeneratedSecretView } from "@allotment/api";
import { Button, EmptyState, Status, Table, VisuallyHidden } from "@allotment/ui";
import { ActionForm } from "../../../../parts/ActionForm.tsx";
import { momentText } from "../../../../parts/moments.ts";
import { texts } from "../../../../texts/texts.ts";
import { rotateSecret } from "./actions.ts";

/** What the draft of a deployment is named by. */
export interface DraftNames {
  readonly deploymentId: string;
  readonly slug: string;
  readonly etag: string;
}

/** Secrets that were made here, each with what it is for, how old it is, and the button for a new value. */
export function Generated({ secrets, draft }: { readonly secrets: readonly GeneratedSecretView[]; draft: DraftNames }) {
  const t = texts("secrets");
  return (
    <section className="u-stack">
      <h2>{t("generated.title")}</h2>
      <Table
        caption={t("generated.caption")}
        captionHidden
        columns={[
          { key: "what", header: t("generated.what"), cell: ({ name }) => name },
          { key: "use", header: t("generated.use"), cell: ({ use }) => use },
          { key: "instance", header: t("generated.instance"), cell: instanceText },
          {
            key: "made",
            header: t("generated.made"),
            cell: ({ madeAt }) => (madeAt === null ? null : momentText(madeAt)),
          },
          {
            key: "replaced",
            header: t("generated.replaced"),
            cell: ({ replaced }) => t("generated.times", { count: replaced }),
          },
          { key: "action", header: t("generated.action"), cell: (secret) => <Action secret={secret} draft={draft} /> },
        ]}
        rows={secrets}
        rowKey={({ path }) => path}
        empty={
          <EmptyState title={t("generated.empty.title")}>
            <p>{t("generated.empty.help")}</p>
          </EmptyState>
        }
      />
    </section>
  );
}

function instanceText({ instance }: GeneratedSecretView): string {
  return instance === "deployment" ? texts("secrets")("generated.whole") : instance;
}

function Action({ secret, draft }: { readonly secret: GeneratedSecretView; readonly draft: DraftNames }) {
  const t = texts("secrets");
  const { path, name, pending, rotation, consequence } = secret;
  if (rotation === "never" && !pending) {
    return (
      <p className="u-soft u-small">
        {t("generated.never")} {consequence}
      </p>
    );
  }
  const names = { name, instance: instanceText(secret) };
  return (
    <div className="u-stack-tight">
      {pending && <Status tone="info">{t("generated.pending")}</Status>}
      <p className="u-soft u-small">{consequence}</p>
      <ActionForm action={rotateSecret} hidden={{ ...draft, path, replace: pending ? "no" : "yes" }} inline>
        <Button type="submit" size="small">
          {t(pending ? "generated.undo" : "generated.replace")}
          <VisuallyHidden>{t(pending ? "generated.undoNamed" : "generated.replaceNamed", names)}</VisuallyHidden>
        </Button>
      </ActionForm>
    </div>
  );
}
