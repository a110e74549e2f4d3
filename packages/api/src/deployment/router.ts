import { router } from "../trpc.ts";
import { check } from "./check.ts";
import { create } from "./create.ts";
import { eraseNow } from "./erase-now.ts";
import { erasure } from "./erasure.ts";
import { get } from "./get.ts";
import { keep } from "./keep.ts";
import { list } from "./list.ts";
import { preview } from "./preview.ts";
import { removalHistory } from "./removal-history.ts";
import { remove } from "./remove.ts";
import { rename } from "./rename.ts";
import { resume } from "./resume.ts";
import { rollBack } from "./roll-back.ts";
import { setEnvironment } from "./set-environment.ts";
import { suspend } from "./suspend.ts";

export const deployment = router({
  list,
  get,
  check,
  create,
  rename,
  setEnvironment,
  rollBack,
  preview,
  suspend,
  resume,
  remove,
  keep,
  eraseNow,
  erasure,
  removalHistory,
});
