/** One change of an overlay applied to the tables. Pure; a change that does not fit gives its reason as a text. */
import { PROTOCOLS } from '../core/words.ts';
import type { Region, Tables } from './model.ts';
import { EDITORS } from './overlay-editors.ts';
import type { OverlayChange } from './overlay-schema.ts';

type Source = Region['endpoints'][number]['source'];
type FactChange = Extract<OverlayChange, { fact: string }>;

/** The changed tables, or why the change does not fit. */
export function applyChange(tables: Tables, change: OverlayChange, source: Source): Tables | string {
  const region = tables.regions.find(({ code }) => code === change.region);
  if (change.action === 'add-region')
    return region ? `the tables have ${change.region} already` : addRegion(tables, change);
  if (!region) return `the tables have no Region ${change.region}`;
  const changed =
    change.action === 'verify-udp' ? verifyUdp(region, change, source) : changeFact(region, change, source);
  if (typeof changed === 'string') return changed;
  return { ...tables, regions: tables.regions.map((other) => (other === region ? changed : other)) };
}

function addRegion(tables: Tables, change: Extract<OverlayChange, { action: 'add-region' }>): Tables {
  const region: Region = {
    code: change.region,
    name: change.name,
    partition: change.partition,
    airport: change.airport,
    protocols: PROTOCOLS.filter((protocol) => change.protocols.includes(protocol)),
    healthCheck: null,
    pcoip: null,
    dcv: null,
    management: [],
    endpoints: [],
    udpAnswers: { pcoip: 'unverified', dcv: 'unverified' },
    verified: [],
    notes: [`Added by an overlay: ${change.why}`],
    webAccessTurn: 'not-stated',
    alternates: [],
    conflicts: [],
  };
  return { ...tables, regions: [...tables.regions, region] };
}

function verifyUdp(
  region: Region,
  change: Extract<OverlayChange, { action: 'verify-udp' }>,
  source: Source,
): Region {
  const verified = Object.fromEntries(change.protocols.map((protocol) => [protocol, 'verified' as const]));
  return {
    ...region,
    udpAnswers: { ...region.udpAnswers, ...verified },
    verified: [
      ...region.verified,
      ...change.protocols.map((protocol) => ({ fact: `udpAnswers.${protocol}`, source })),
    ],
  };
}

function changeFact(region: Region, change: FactChange, source: Source): Region | string {
  const editor = EDITORS[change.fact];
  switch (change.action) {
    case 'add':
      return editor.add(region, change, source);
    case 'remove':
      return editor.remove(region, change.value) ?? absent(change);
    case 'replace':
      return editor.replace(region, change, source) ?? absent(change);
  }
}

function absent(change: FactChange): string {
  return `${change.region} has no ${change.fact} ${change.value}`;
}
