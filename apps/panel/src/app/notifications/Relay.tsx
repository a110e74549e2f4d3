import type { RelayView } from "@allotment/api";
import { Button, LinkButton, Notice, SelectField, TextField } from "@allotment/ui";
import { ActionForm } from "../../parts/ActionForm.tsx";
import { momentText } from "../../parts/moments.ts";
import { getCaller } from "../../server/caller.ts";
import { texts } from "../../texts/texts.ts";
import { setRelay, testRelay } from "./actions.ts";

const securities = ["starttls", "tls", "none"] as const;

/** How mail leaves the installation, with a test. */
export async function Relay() {
  const relay = await (await getCaller()).relay.get();
  const t = texts("notifications");
  const optionalLabel = texts("common")("optional");
  return (
    <section className="u-stack" aria-labelledby="relay">
      <h2 id="relay">{t("relay.title")}</h2>
      <p className="u-soft c-prose">{t("relay.sentence")}</p>
      {relay !== null && <RelayTrouble relay={relay} />}
      <ActionForm action={setRelay}>
        <TextField label={t("relay.host")} name="host" defaultValue={relay?.host} maxLength={253} required />
        <TextField
          label={t("relay.port")}
          name="port"
          type="number"
          min={1}
          max={65_535}
          defaultValue={relay?.port ?? 587}
          required
        />
        <SelectField
          label={t("relay.security")}
          name="security"
          defaultValue={relay?.security ?? "starttls"}
          options={securities.map((value) => ({ value, label: t(`relay.securities.${value}`) }))}
        />
        <TextField
          label={t("relay.username")}
          name="username"
          defaultValue={relay?.username ?? ""}
          optionalLabel={optionalLabel}
          autoComplete="off"
          maxLength={254}
        />
        <TextField
          label={t("relay.password")}
          name="password"
          type="password"
          optionalLabel={optionalLabel}
          autoComplete="new-password"
          maxLength={1024}
          {...(relay?.hasPassword && { help: t("relay.passwordKept") })}
        />
        <TextField
          label={t("relay.sender")}
          name="sender"
          type="email"
          help={t("relay.senderHelp")}
          defaultValue={relay?.sender}
          maxLength={254}
          required
        />
        <Button type="submit" variant={relay === null ? "primary" : "plain"}>
          {t("relay.save")}
        </Button>
      </ActionForm>
      {relay !== null && (
        <>
          <h3>{t("relay.testTitle")}</h3>
          <p className="u-soft c-prose">{t("relay.testSentence")}</p>
          <ActionForm action={testRelay}>
            <TextField label={t("relay.to")} name="to" type="email" maxLength={254} required />
            <Button type="submit">{t("relay.test")}</Button>
          </ActionForm>
        </>
      )}
    </section>
  );
}

/** Why mail does not leave: what waits because of it says it best, and else the last test. */
function RelayTrouble({ relay: { stuck, failedTest } }: { readonly relay: RelayView }) {
  const t = texts("notifications");
  if (stuck !== null)
    return (
      <Notice tone="danger" title={t("relay.stuckTitle")}>
        <p>{t("relay.stuck", stuck)}</p>
      </Notice>
    );
  if (failedTest === null) return null;
  const { errandId, at, problem } = failedTest;
  return (
    <Notice
      tone="warning"
      title={t("relay.failedTest")}
      action={<LinkButton href={`/tests/${encodeURIComponent(errandId)}`}>{t("relay.failedTestLink")}</LinkButton>}
    >
      <p>{t("relay.failedTestSentence", { when: momentText(at), problem })}</p>
    </Notice>
  );
}
