/**
 * Watches services until one ends by itself or this process is asked to stop, then stops all of them and waits for them.
 *
 * @param {import("./service.mjs").Service[]} services
 * @returns {{ finished: Promise<{ failed?: string }>, stop: () => void }} `failed` is a sentence when a service ended by itself.
 */
export function supervise(services) {
  let stopping = false;
  /** @type {() => void} */
  let askToStop = () => undefined;
  const asked = /** @type {Promise<undefined>} */ (
    new Promise((resolve) => {
      askToStop = () => resolve(undefined);
    })
  );
  const onSignal = () => {
    if (stopping) services.forEach((service) => service.kill());
    stopping = true;
    askToStop();
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, onSignal);
  const firstEnd = Promise.race(services.map(async (service) => ({ service, how: await service.ended })));
  const finished = Promise.race([asked, firstEnd]).then(async (end) => {
    stopping = true;
    await Promise.all(services.map((service) => service.stop()));
    if (end === undefined) return {};
    return {
      failed:
        `${end.service.tail()}\n\nThe ${end.service.name} ended by itself (${end.how}), so everything was stopped.`.trimStart(),
    };
  });
  return { finished, stop: askToStop };
}
