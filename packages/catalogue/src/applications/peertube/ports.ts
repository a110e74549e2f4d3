import type { Options } from "./options.ts";

/** Where the server listens for nginx (`services.peertube.listenHttp`). */
export const httpPort = 9000;

const rtmpPort = 1935;
const rtmpsPort = 1936;

/** TCP ports that streaming programs reach from outside: none while live streaming is off. */
export function livePorts({ live, rtmp, rtmps }: Pick<Options, "live" | "rtmp" | "rtmps">): number[] {
  if (!live) return [];
  return [...(rtmp ? [rtmpPort] : []), ...(rtmps ? [rtmpsPort] : [])];
}
