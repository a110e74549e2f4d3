/** Shortest password that is accepted, in characters. */
export const passwordLengthMin = 10;

/** Longest, so that hashing one costs no more than it has to. */
export const passwordLengthMax = 256;

/** How user names are written: they are stored in lower case. */
export const usernamePattern = /^[a-zA-Z][a-zA-Z0-9._-]*$/;

/** Shortest and longest user name. */
export const usernameLength = { min: 3, max: 30 } as const;
