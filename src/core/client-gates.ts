/**
 * First version of the WorkSpaces client that can do a thing, by operating system, as far as a document says it.
 * `guide2025` is the administration guide in the transcription, by lines; `excerpt` was seen in part only.
 */

export const CLIENT_PLATFORMS = ['win32', 'darwin', 'linux'] as const;
type ClientPlatform = (typeof CLIENT_PLATFORMS)[number];

export interface ClientGate {
  /** What the client must be able to do, in a few words for a network team. */
  readonly feature: string;
  /** First version; null: no document names a version for that system. */
  readonly since: Readonly<Record<ClientPlatform, string | null>>;
  readonly source: { readonly document: string; readonly lines: string };
  /** Why the figure may be wrong; null when the source is plain. */
  readonly doubt: string | null;
}

export const CLIENT_GATES = {
  dcv: {
    feature: 'stream DCV WorkSpaces',
    since: { win32: '5.1.0.329', darwin: '5.5.0', linux: '2024.0' },
    source: { document: 'guide2025', lines: '1658-1662' },
    doubt: 'the SAML section of the same guide has 5.1.0.3029 for Windows: one of the two is a slip',
  },
  'dcv-proxy-4195': {
    feature: 'send DCV over TCP 4195 through an HTTP proxy',
    since: { win32: '5.1', darwin: '5.4', linux: null },
    source: { document: 'guide2025', lines: '2139-2144' },
    doubt: null,
  },
  'dcv-fallback-443': {
    feature: 'fall back to port 443 for DCV when 4195 is blocked',
    since: { win32: '5.23.0', darwin: '5.23.0', linux: '2024.7' },
    source: { document: 'classmethod.jp, November 2024', lines: 'excerpt' },
    doubt: 'only an excerpt of a third party was seen',
  },
  'global-accelerator': {
    feature: 'reach DCV gateways through AWS Global Accelerator',
    since: { win32: '5.23', darwin: '5.23', linux: null },
    source: { document: 'guide2025', lines: '1933' },
    doubt: 'the guide says "client versions 5.23" without a system; Linux counts in another way',
  },
  saml: {
    feature: 'sign in with SAML 2.0',
    since: { win32: '5.1.0.3029', darwin: '5.0', linux: '2024.1' },
    source: { document: 'guide2025', lines: '7103-7112' },
    doubt: null,
  },
  'certificate-sign-in': {
    feature: 'sign in with certificates beside SAML 2.0',
    since: { win32: '5.5.0', darwin: '5.6.0', linux: null },
    source: { document: 'guide2025', lines: '7704-7711' },
    doubt: null,
  },
  'smart-card': {
    feature: 'sign in with a smart card',
    since: { win32: '3.1.7', darwin: '3.1.5', linux: null },
    source: { document: 'guide2025', lines: '8119-8121, 8144-8145' },
    doubt: 'lines 8120 have 3.1.1 for Windows; the limitation in 8144 is the stricter one',
  },
  'fips-pcoip': {
    feature: 'use FIPS endpoint encryption with PCoIP',
    since: { win32: '2.4.3', darwin: '2.4.3', linux: '3.0.0' },
    source: { document: 'guide2025', lines: '9240-9248' },
    doubt: null,
  },
  'fips-dcv': {
    feature: 'use FIPS endpoint encryption with DCV',
    since: { win32: '2.4.3', darwin: '5.21.0', linux: '3.0.0' },
    source: { document: 'guide2025', lines: '9240-9248' },
    doubt: 'the guide names a version of its own for DCV on macOS alone',
  },
} as const satisfies Readonly<Record<string, ClientGate>>;

export type ClientGateId = keyof typeof CLIENT_GATES;

/** `2024.7.5234` and `24.7` are the same series: Linux clients for Ubuntu 20.04 write the year with two digits. */
function parts(version: string): readonly number[] {
  const [first = 0, ...rest] = version.split('.').map((part) => Number.parseInt(part, 10) || 0);
  return [first >= 20 && first < 100 ? first + 2000 : first, ...rest];
}

/** Below 0 when `a` is the older one. Missing parts count as 0. */
export function compareClientVersions(a: string, b: string): number {
  const [left, right] = [parts(a), parts(b)];
  const longest = Math.max(left.length, right.length);
  const differences = Array.from({ length: longest }, (_, at) => (left[at] ?? 0) - (right[at] ?? 0));
  return differences.find((difference) => difference !== 0) ?? 0;
}

/** Whether a client of that version can do it; null when the version is unknown or no document has a figure for the system. */
export function passesClientGate(
  gate: ClientGateId,
  platform: string,
  version: string | null,
): boolean | null {
  const known = CLIENT_PLATFORMS.find((name) => name === platform);
  const since = known === undefined ? null : CLIENT_GATES[gate].since[known];
  if (since === null || version === null || !/^\d/.test(version)) return null;
  return compareClientVersions(version, since) >= 0;
}
