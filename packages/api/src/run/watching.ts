import { ApiError } from "../errors/api-error.ts";

/** Runs that one person may watch at the same time: pages that are open beside each other. */
export const watchedMax = 6;

/** Counts the streams that are open, by person. */
export interface Watching {
  /** @returns what to call when the stream ends. @throws ApiError `too-many-requests` */
  begin(userId: string): () => void;
}

/** One count for the process: each stream looks at the database again and again. */
export function watching(): Watching {
  const open = new Map<string, number>();
  return {
    begin: (userId) => {
      const before = open.get(userId) ?? 0;
      if (before >= watchedMax) throw new ApiError("too-many-requests", { params: { seconds: 60 } });
      open.set(userId, before + 1);
      return () => {
        const left = (open.get(userId) ?? 1) - 1;
        if (left > 0) open.set(userId, left);
        else open.delete(userId);
      };
    },
  };
}
