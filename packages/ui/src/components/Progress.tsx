export type ProgressProps = {
  readonly done: number;
  readonly total: number;
  /** The same in words: "12 of 40 paths". */
  readonly label: string;
};

/** How far a thing of known size has come. Not for work of unknown size: that has only a state. */
export function Progress({ done, total, label }: ProgressProps) {
  return (
    <label className="c-progress">
      <progress max={Math.max(total, 1)} value={Math.min(Math.max(done, 0), Math.max(total, 1))} />
      <span>{label}</span>
    </label>
  );
}
