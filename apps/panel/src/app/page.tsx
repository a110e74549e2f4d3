import { texts } from "../texts/texts.ts";

/** Placeholder until the API lands. */
export default function Home() {
  const t = texts("common");
  return <h1>{t("product")}</h1>;
}
