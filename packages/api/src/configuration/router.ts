import { router } from "../trpc.ts";
import { compare } from "./compare.ts";
import { discard } from "./discard.ts";
import { get } from "./get.ts";
import { list } from "./list.ts";
import { stage } from "./stage.ts";

export const configuration = router({ stage, list, get, compare, discard });
