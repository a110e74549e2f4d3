import { startAllotment } from "../scripts/lib/started.mjs";

/**
 * Starts one Allotment with an empty data folder for all tests, and stops it after them. Tests find its address in
 * ALLOTMENT_TEST_ADDRESS (also as the base URL), the one-time link of the first account in ALLOTMENT_TEST_SETUP_LINK and the data
 * folder in ALLOTMENT_TEST_DATA.
 */
export default async function startPanel(): Promise<() => Promise<void>> {
  const started = await startAllotment();
  process.env["ALLOTMENT_TEST_ADDRESS"] = started.address;
  process.env["ALLOTMENT_TEST_SETUP_LINK"] = started.setupLink ?? "";
  process.env["ALLOTMENT_TEST_DATA"] = started.dataFolder;
  return async () => {
    const code = await started.stop();
    if (code !== 0) throw new Error(`Allotment did not stop cleanly: exit code ${code}.`);
  };
}
