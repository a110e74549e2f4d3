import { Button, Tabs, TextField } from "@allotment/ui";
import { texts } from "../../texts/texts.ts";
import { addressOf, type CatalogueFilter as Filter, type Purpose } from "./filter.ts";

/** Links by purpose and a search, both by address: they work without scripts. */
export function CatalogueFilter(props: { readonly filter: Filter; readonly purposes: readonly Purpose[] }) {
  const { filter, purposes } = props;
  const t = texts("catalogue");
  const tabs = [null, ...purposes].map((purpose) => ({
    href: addressOf({ ...filter, purpose }),
    label: purpose === null ? t("all") : t(`purposes.${purpose}`),
    current: purpose === filter.purpose,
  }));
  return (
    <div>
      <Tabs label={t("filter")} tabs={tabs} />
      <form method="get" action="/catalogue" role="search" className="c-search">
        {filter.purpose && <input type="hidden" name="purpose" value={filter.purpose} />}
        <TextField label={t("search")} name="q" type="search" defaultValue={filter.words} maxLength={80} />
        <Button type="submit" icon="search">
          {t("searchSubmit")}
        </Button>
      </form>
    </div>
  );
}
