export const BUDGET: { readonly script: number; readonly style: number };
export interface BuiltRenderer {
  readonly outdir: string;
  /** Every file that may be served, relative to `outdir`. */
  readonly files: readonly string[];
  /** Gzipped bytes of the first screen. */
  readonly sizes: { readonly script: number; readonly style: number };
}
export function buildRenderer(options?: {
  outdir?: string;
  entry?: string;
  minify?: boolean;
}): Promise<BuiltRenderer>;
