import { router } from "../trpc.ts";
import { create } from "./create.ts";
import { remove } from "./delete.ts";
import { get } from "./get.ts";
import { setPassword } from "./set-password.ts";

export const session = router({ get, create, delete: remove, setPassword });
