/** The id of a finding: `<code>@<region>`, or `<code>` where it concerns no single Region. */
export function findingId({
  code,
  region,
}: {
  readonly code: string;
  readonly region: string | null;
}): string {
  return region === null ? code : `${code}@${region}`;
}
