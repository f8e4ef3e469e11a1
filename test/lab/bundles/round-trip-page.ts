/** The part of docs/proof/bundle-round-trip.md about the lab, out of a round trip of all scenarios. Pure. */
import { LAYERS } from '../scenario.ts';
import type { RoundTrip } from './round-trip.ts';

const HEAD = `## Networks of the lab

Written by \`node scripts/lab.mjs bundles\`. In each network the built command line runs one \`check --bundle\`. The bundle is opened
at the three redaction levels and judged again by the rules of this version: findings and verdicts must be those that were printed. Then
\`bundle compare\` holds it against the bundle of the same network without the fault, as a helpdesk would: it must name the fault that was put
in, and no other error or warning. Networks without a fault are compared with a second run of their own.
`;

export function roundTripPart(trips: readonly RoundTrip[]): string {
  const right = trips.filter(({ problems }) => problems.length === 0).length;
  const sizes = trips.map(({ bytes }) => bytes).sort((a, b) => a - b);
  const middle = Math.ceil((sizes[Math.floor(sizes.length / 2)] ?? 0) / 1024);
  const count = `${trips.length} networks, ${right} right at every level; half of the bundles are smaller than ${middle} kB.`;
  return [HEAD, count, '', ...LAYERS.flatMap((layer) => section(layer, trips))].join('\n');
}

function section(layer: string, trips: readonly RoundTrip[]): string[] {
  const rows = trips.filter(({ scenario }) => scenario.layer === layer);
  if (rows.length === 0) return [];
  const head = [
    '| network | put in | verdict | the comparison names | judged again |',
    '|---|---|---|---|---|',
  ];
  return [`### ${layer}`, '', ...head, ...rows.map(row), ''];
}

function row({ scenario, verdict, told, figures, problems }: RoundTrip): string {
  const cells = [
    `\`${scenario.name}\``,
    scenario.broken,
    verdict,
    toldText(told, figures),
    problems.length === 0 ? 'same at every level' : `**wrong**: ${problems.join('<br>')}`,
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

/** Notices only where nothing graver is told. */
function toldText(told: readonly string[], figures: readonly string[]): string {
  const grave = told.filter((text) => !text.includes(' notice '));
  const shown = grave.length > 0 ? grave : told;
  const moved = figures.length === 0 ? [] : [`figures: ${figures.join(', ')}`];
  return [...shown, ...moved].join('<br>') || 'nothing that matters';
}
