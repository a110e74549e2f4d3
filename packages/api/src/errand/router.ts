import { router } from "../trpc.ts";
import { get } from "./get.ts";
import { scanMachine } from "./scan-machine.ts";
import { testDns } from "./test-dns.ts";
import { testMachine } from "./test-machine.ts";
import { testMail } from "./test-mail.ts";
import { testStorage } from "./test-storage.ts";

export const errand = router({ get, scanMachine, testMachine, testMail, testStorage, testDns });
