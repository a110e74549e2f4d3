import { router } from "../trpc.ts";
import { check } from "./check.ts";
import { create } from "./create.ts";
import { get } from "./get.ts";
import { list } from "./list.ts";
import { rename } from "./rename.ts";
import { rollBack } from "./roll-back.ts";
import { setEnvironment } from "./set-environment.ts";

export const deployment = router({ list, get, check, create, rename, setEnvironment, rollBack });
