/** The parts of docs/proof/network-teams.md that the proofs write. Pure. */
import type { Claim } from './inside.ts';
import type { RemovalRow } from './rules-proof.ts';

export interface Run {
  readonly date: string;
  readonly edition: string;
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ').trim();

/** Claims as a table; figures stand as they were measured. */
export function claimRows(claims: readonly Claim[]): string[] {
  return [
    '| | claim | measured |',
    '|---|---|---|',
    ...claims.map(
      ({ claim, held, seen }) => `| ${held ? 'yes' : '**NO**'} | ${cell(claim)} | ${cell(seen)} |`,
    ),
  ];
}

export function rulesPart(run: Run, claims: readonly Claim[], rows: readonly RemovalRow[]): string {
  const lines = [
    '## rules: files behind the real firewalls',
    '',
    `Written by \`npm run proofs -- rules\` on ${run.date}, tables ${run.edition}. Network namespaces without a route out;`,
    'the firewall programs are the real ones, and the files are what `preflight rules` prints.',
    '',
    '### Behind the firewall',
    '',
    'A knock is one TCP connect or one UDP datagram. The router writes down every destination, transport and port that crosses it,',
    'also during `check`: so "left the machine" is what was seen on the wire, not what a program said.',
    'One notice remains behind these rules: `check` also tries `s3.amazonaws.com`, which only Web Access and zero clients use.',
    '',
    ...claimRows(claims),
    '',
    '### One essential rule taken away',
    '',
    'A rule here is a line of the firewall: a name, or all addresses of one purpose, on one port. `check --strict --protocol P` must',
    'end with 1 and name what is missing in its first finding; P is the protocol that the rule serves. For DCV without TCP 4195 the',
    'finding is a warning, because the client falls back to 443.',
    '',
    '| | rule removed | firewall | finding wanted | got |',
    '|---|---|---|---|---|',
    ...rows.map(
      ({ ok, removed, firewall, expected, got }) =>
        `| ${ok ? 'yes' : '**NO**'} | ${cell(removed)} | ${firewall} | \`${expected}\` | ${cell(got)} |`,
    ),
    '',
    '### What no check can tell',
    '',
    '- **PCoIP gateways by UDP 4172.** Nothing is sent to gateways by UDP: an idle one stays silent, so silence would prove nothing.',
    "- **A firewall that drops in silence in front of the gateways.** A dropped SYN looks like an idle gateway, which is nobody's fault.",
    '  Our files therefore end with a refusal (ICMP "administratively prohibited"), which `gateway/rejected` names.',
    '- **Wildcards** have no name that could be tested.',
  ];
  return `${lines.join('\n')}\n`;
}

export function teamsPart(run: Run, claims: readonly Claim[], matrix: string): string {
  const lines = [
    '## prove, merge and directory',
    '',
    `Written by \`npm run proofs -- teams\` on ${run.date}, tables ${run.edition}: real sockets in network namespaces without a route out.`,
    '',
    ...claimRows(claims),
    '',
    '### Three sites',
    '',
    'Berlin drops TCP 4172, Paris is healthy, in Tokyo something refuses UDP 4172.',
    '',
    '```text',
    matrix.trimEnd(),
    '```',
  ];
  return `${lines.join('\n')}\n`;
}
