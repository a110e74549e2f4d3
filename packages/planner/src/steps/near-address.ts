/**
 * Addresses that nobody announces to the internet, as `URL` writes them: loopback, private ones (RFC 1918, RFC 4193), and
 * those for trying networks out (RFC 2544).
 */
const near: readonly RegExp[] = [
  /^localhost$/,
  /^127\.\d+\.\d+\.\d+$/,
  /^10\.\d+\.\d+\.\d+$/,
  /^172\.(?:1[6-9]|2\d|3[01])\.\d+\.\d+$/,
  /^192\.168\.\d+\.\d+$/,
  /^198\.1[89]\.\d+\.\d+$/,
  /^\[::1\]$/,
  /^\[f[cd][0-9a-f]{2}:[0-9a-f:]*\]$/,
];

/** Whether a URL names an address that is not reached through the internet. Of other names nobody knows where they lead. */
export function isNearAddress(url: string): boolean {
  const { hostname } = new URL(url);
  return near.some((pattern) => pattern.test(hostname));
}
