interface Timed {
  readonly rtt: { readonly medianMs: number | null } | null;
}

/** Whole milliseconds that the median of a Region lies above another's, as both are shown; negative where it lies below, 0 where one has none. */
export function slowerByMs(region: Timed | undefined, other: Timed | undefined): number {
  const [own, best] = [region?.rtt?.medianMs ?? null, other?.rtt?.medianMs ?? null];
  return own === null || best === null ? 0 : Math.round(own) - Math.round(best);
}
