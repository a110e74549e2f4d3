// Loaded into the panel and the worker before their own code: when the process that started them is gone, however it ended, they
// stop as if they had been asked to. Processes that they start in turn may load this too and are left alone.
if (process.env["ALLOTMENT_STARTED_BY"] === String(process.ppid)) {
  process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
  process.channel?.unref();
}
