/** A second DNS server beside the first. */
import { targetOf } from '../../../../src/plan/step.ts';
import { failure } from '../../../../src/core/failure.ts';
import type { DnsServerAnswer } from '../../../../src/evidence/index.ts';
import { dnsAnswer } from '../evidence-builder.ts';
import { alter, hasRole, type Mutator, type Wanted } from '../record-builder.ts';

export const isName = hasRole('name', 'health-check-name', 'also');
export const not =
  (name: string): Wanted =>
  (step) =>
    targetOf(step).host !== name;

/** Another configured server beside the first, and what it says to every name. */
export const second = (changes: Partial<DnsServerAnswer>, wanted: Wanted = isName): Mutator =>
  alter('dns', wanted, (evidence) => ({
    ...evidence,
    servers: [...evidence.servers, dnsAnswer({ server: '192.168.1.2', rcode: null, ...changes })],
  }));
export const SILENT = { tries: 3, durationMs: null, failure: failure('dns-timeout', 'resolve') } as const;
