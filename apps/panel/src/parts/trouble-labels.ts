import common from "../../messages/en/common.json" with { type: "json" };
import errors from "../../messages/en/errors.json" with { type: "json" };
import type { TroubleLabels } from "./Trouble.tsx";

const { product, skip, navigation, menu, account } = common;

/** Words of the error pages. They run in the browser, which has no translator: English until other files are there. */
export const troubleLabels: TroubleLabels = {
  ...errors.trouble,
  home: errors.home,
  product,
  shell: { skip, navigation, menu, account },
};
