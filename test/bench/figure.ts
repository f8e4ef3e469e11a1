/** One row of docs/proof/benchmarks.md. */
export interface Figure {
  readonly id: string;
  readonly title: string;
  readonly bound: string;
  readonly measured: string;
  /** Null: the row has no bound, it is a report. */
  readonly met: boolean | null;
  /** Name and value, in words, for the table below the row. */
  readonly details: readonly (readonly [string, string])[];
  /** The commands that gave it, as they ran inside the lab's client. */
  readonly commands: readonly string[];
  /** What the figure is made of, and where a missed bound comes from. */
  readonly notes: readonly string[];
  /** All single measurements. */
  readonly data: Readonly<Record<string, unknown>>;
}

export interface BenchOptions {
  /** Few runs, for a regression check in under a minute. */
  readonly quick: boolean;
}

export interface FigureSource {
  readonly id: string;
  /** Part of `npm run bench -- quick`. */
  readonly quick: boolean;
  measure(options: BenchOptions): Promise<Figure>;
}
