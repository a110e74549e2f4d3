import { router } from "../trpc.ts";
import { accept } from "./accept.ts";
import { check } from "./check.ts";
import { create } from "./create.ts";
import { list } from "./list.ts";
import { revoke } from "./revoke.ts";

export const invitation = router({ check, accept, create, list, revoke });
