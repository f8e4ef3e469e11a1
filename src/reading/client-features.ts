/** What was asked of the client (`--sign-in`, `--fips`) against the gates of the documents: version, system, kind of client, Region. */
import { CLIENT_GATES, compareClientVersions, type ClientGateId } from '../core/client-gates.ts';
import type { Profile, Protocol } from '../core/words.ts';
import { measuredOf, regionOf, type View } from './view.ts';

export const FEATURES = ['saml', 'certificate', 'smart-card', 'fips'] as const;
export type Feature = (typeof FEATURES)[number];

export interface ClientFeatures {
  readonly client: {
    readonly installed: string | null;
    /** The kind of client, where it is none of this system; null for the installed one. */
    readonly kind: string | null;
    readonly tooOld: readonly { readonly feature: Feature; readonly since: string }[];
    readonly notHere: readonly Feature[];
    readonly noHandler: boolean;
  };
  /** What the documents name for DCV alone, where PCoIP alone was asked about. */
  readonly byDcvAlone: readonly Feature[];
  readonly regions: readonly { readonly region: string; readonly missing: readonly Feature[] }[];
}

export function clientFeatures(view: View): ClientFeatures {
  const { profile, regions } = view.record.request;
  const wanted = wantedFeatures(view);
  const client = profile === 'client' ? installedClient(view, wanted) : otherClient(profile, wanted);
  return {
    client,
    byDcvAlone: view.protocols.includes('dcv')
      ? []
      : wanted.filter((feature) => DCV_ALONE.has(feature) && !client.notHere.includes(feature)),
    regions: regions.flatMap((region) => {
      const missing = wanted.filter((feature) => !isInRegion(view, region, feature));
      return missing.length === 0 ? [] : [{ region, missing }];
    }),
  };
}

/** A password is what every client and Region can do. */
function wantedFeatures({ record: { request } }: View): readonly Feature[] {
  const { signIn, fips } = request;
  return [
    ...(signIn === undefined || signIn === 'password' ? [] : [signIn]),
    ...(fips === true ? (['fips'] as const) : []),
  ];
}

/** Web Access signs in by SAML and certificates and has FIPS; zero clients are named for none. Source: guide2025, 7103-7119, 7704, 9240-9254. */
function otherClient(
  profile: Exclude<Profile, 'client'>,
  wanted: readonly Feature[],
): ClientFeatures['client'] {
  const can: readonly Feature[] = profile === 'web-access' ? ['saml', 'certificate', 'fips'] : [];
  const notHere = wanted.filter((feature) => !can.includes(feature));
  const kind = profile === 'web-access' ? 'Web Access' : 'zero clients';
  return { installed: null, kind, tooOld: [], notHere, noHandler: false };
}

function installedClient(view: View, wanted: readonly Feature[]): ClientFeatures['client'] {
  const evidence = measuredOf(view, 'client', 'client')[0]?.evidence;
  const installed = evidence?.version ?? null;
  const { platform, arch } = view.record.host.os;
  const gates = wanted.map((feature) => ({ feature, since: sinceOf(feature, platform, view.protocols) }));
  const isOld = (since: string) =>
    installed !== null && /^\d/.test(installed) && compareClientVersions(installed, since) < 0;
  return {
    installed,
    kind: null,
    tooOld: gates.flatMap(({ feature, since }) =>
      typeof since === 'string' && isOld(since) ? [{ feature, since }] : [],
    ),
    // Smart cards: 64-bit Windows alone (guide2025, 8147-8148).
    notHere: gates.flatMap(({ feature, since }) =>
      since === 'none' || (feature === 'smart-card' && platform === 'win32' && arch === 'ia32')
        ? [feature]
        : [],
    ),
    noHandler:
      wanted.some(isByBrowser) && evidence?.installed === true && evidence.handler?.registered === false,
  };
}

/** Smart cards (guide2025, 1673-1677, 8151-8152), certificates (7704). */
const DCV_ALONE: ReadonlySet<Feature> = new Set(['smart-card', 'certificate']);

/** The identity provider's page opens in the browser and comes back by `workspaces://`; certificates stand beside SAML. */
function isByBrowser(feature: Feature): boolean {
  return feature === 'saml' || feature === 'certificate';
}

const GATE: Readonly<Record<Feature, (protocol: Protocol) => ClientGateId>> = {
  saml: () => 'saml',
  certificate: () => 'certificate-sign-in',
  'smart-card': () => 'smart-card',
  fips: (protocol) => (protocol === 'dcv' ? 'fips-dcv' : 'fips-pcoip'),
};

/** The highest version that the protocols ask for; `none`: the documents name no client of this system; null: the system is none of the three. */
function sinceOf(feature: Feature, platform: string, protocols: readonly Protocol[]): string | null {
  const figures = protocols.map((protocol) => {
    const since: Readonly<Record<string, string | null>> = CLIENT_GATES[GATE[feature](protocol)].since;
    return since[platform];
  });
  if (figures.some((since) => since === undefined)) return null;
  const known = figures.flatMap((since) => since ?? []).sort(compareClientVersions);
  return known.at(-1) ?? 'none';
}

/**
 * Smart cards before the session: these Regions alone (guide2025, 8151-8164). SAML needs the Region's relay state, FIPS its FIPS
 * broker: the tables list both where the guide offers them (7072-7093, 9223-9226).
 */
const SMART_CARD_REGIONS: ReadonlySet<string> = new Set([
  'ap-southeast-2',
  'ap-northeast-1',
  'eu-west-1',
  'us-gov-east-1',
  'us-gov-west-1',
  'us-east-1',
  'us-west-2',
]);

/** Of a Region that an overlay brings without its names nothing is known: that is no "has none". */
function isInRegion(view: View, code: string, feature: Feature): boolean {
  const endpoints = regionOf(view, code)?.endpoints ?? [];
  if (endpoints.length === 0) return true;
  const categories = new Set(endpoints.map(({ category }) => category));
  switch (feature) {
    case 'smart-card':
      return SMART_CARD_REGIONS.has(code);
    case 'fips':
      return categories.has('wsBrokerFipsIpv4');
    default:
      return categories.has('relayState');
  }
}
