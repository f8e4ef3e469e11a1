/** A sentence for each claim that does not hold. */
export function broken(claims: readonly (readonly [holds: boolean, sentence: string])[]): string[] {
  return claims.filter(([holds]) => !holds).map(([, sentence]) => sentence);
}
