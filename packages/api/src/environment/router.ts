import { router } from "../trpc.ts";
import { check } from "./check.ts";
import { create } from "./create.ts";
import { get } from "./get.ts";
import { list } from "./list.ts";
import { setDisabled } from "./set-disabled.ts";
import { setOperators } from "./set-operators.ts";
import { set } from "./set.ts";

export const environment = router({ list, get, check, create, set, setDisabled, setOperators });
