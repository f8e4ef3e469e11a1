/** Facts of a public copy of the page of 2026, each with its doubt: never above the documents (conflicts T03 and T04). */
import { z } from 'zod';
import type { Region } from '../../src/regions/model.ts';
import data from '../../src/regions/transcription/public-2026.json' with { type: 'json' };
import { doubtOf } from './doubts.ts';
import type { Source } from './provenance.ts';

const printed = z
  .object({
    healthCheckIpv6Blocks: z.record(z.string(), z.string()),
    streamingByVpcEndpoint: z.array(z.string()),
  })
  .parse(data);

const source = (section: string): Source => ({
  document: 'public page, copy of 2026',
  lines: '(not transcribed)',
  section,
});

type Health = NonNullable<Region['healthCheck']>;
type Dcv = NonNullable<Region['dcv']>;

/** Absent where the page has no block of the Region. */
export function healthCheckIpv6(region: string): Pick<Health, 'ipv6Blocks'> {
  const cidr = printed.healthCheckIpv6Blocks[region];
  if (cidr === undefined) return {};
  const path = 'healthCheck.ipv6Blocks';
  return {
    ipv6Blocks: [
      { cidr, source: source('Health check servers'), doubt: doubtOf({ region, path, value: cidr }) },
    ],
  };
}

export function vpcEndpointNames(region: string): Required<Pick<Dcv, 'vpcEndpoints'>> {
  const names = printed.streamingByVpcEndpoint.map((name) => name.replace('REGION', region));
  const path = 'dcv.vpcEndpoints';
  return {
    vpcEndpoints: names.map((name) => ({
      name,
      fips: false,
      source: source('Streaming by VPC endpoint'),
      doubt: doubtOf({ region, path, value: name }),
    })),
  };
}
