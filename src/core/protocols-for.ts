/** Which protocols a kind of client can stream in a Region. */
import type { Partition, Profile, Protocol } from './words.ts';

interface Place {
  readonly code: string;
  readonly partition: Partition;
  readonly protocols: readonly Protocol[];
}

/**
 * Regions in which a browser (Web Access) cannot stream PCoIP. Source: administration guide of 2025, 8867-8868: "Web Access with PCoIP is
 * not supported in the AWS GovCloud (US) Regions, Asia Pacific (Mumbai), Africa (Cape Town), Europe (Frankfurt), and Israel (Tel Aviv)".
 */
const EXCLUDED: ReadonlySet<string> = new Set(['ap-south-1', 'af-south-1', 'eu-central-1', 'il-central-1']);

/** None: the pair cannot exist. A face offers no others. */
export function protocolsFor(region: Place, profile: Profile): Protocol[] {
  const inBrowser = profile === 'web-access' && hasNoPcoipInBrowser(region);
  return region.protocols.filter(
    (protocol) => (profile !== 'zero-client' || protocol === 'pcoip') && (!inBrowser || protocol === 'dcv'),
  );
}

function hasNoPcoipInBrowser({ code, partition }: Pick<Place, 'code' | 'partition'>): boolean {
  return partition === 'aws-us-gov' || EXCLUDED.has(code);
}
