import errors from "../../messages/en/errors.json" with { type: "json" };
import type { TroubleLabels } from "./Trouble.tsx";

/** Words of the error pages. They run in the browser, which has no translator: English until other files are there. */
export const troubleLabels: TroubleLabels = { ...errors.trouble, home: errors.home };
