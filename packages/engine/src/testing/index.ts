export { sampleDescription, sampleEnvironment, sampleOffer, type SampleOptions } from "./sample.ts";
export { simulatedClock, settled, type SimulatedClock } from "./simulated-clock.ts";
export { makeWorld, type World, type WorldDeployment } from "./world.ts";
export { simulatedOutside, simulatedWork } from "./simulated-work.ts";
