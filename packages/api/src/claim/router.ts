import { router } from "../trpc.ts";
import { forget } from "./forget.ts";
import { get } from "./get.ts";
import { list } from "./list.ts";
import { renew } from "./renew.ts";
import { result } from "./result.ts";
import { reveal } from "./reveal.ts";

export const claim = router({ list, renew, get, reveal, result, forget });
