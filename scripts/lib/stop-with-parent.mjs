// Loaded into the panel and the worker before their own code: when the process that started them is gone, however it ended, they
// stop as if they had been asked to.
process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
process.channel?.unref();
