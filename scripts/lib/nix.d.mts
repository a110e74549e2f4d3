/** Types of nix.mjs for TypeScript. */
export interface FoundNix {
  readonly folder: string;
  readonly command: string;
  readonly instantiate: string;
  readonly version: string;
}
export function cachedNixFolder(env?: NodeJS.ProcessEnv): string;
export function findNix(env?: NodeJS.ProcessEnv): FoundNix | { readonly reason: string };
export function isRecent(version: string): boolean;
