/** The closed list, and that what it says rests on facts that any face can say in any language. */
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { CATALOGUE, CODES } from '../../../src/causes/catalogue/index.ts';
import { judge } from '../../../src/judge/judge.ts';
import { findingPages } from '../../../scripts/finding-pages.ts';
import { formatted } from '../../../scripts/format-generated.ts';
import { SEVERITIES } from '../../../src/core/words.ts';
import { dnsFails, essential, httpsFails, onPort, rtt, tcp } from './faults.ts';
import { healthy, tables, type Mutator } from './record-builder.ts';

/** spec/findings.md, with the highest severity and whether it is a root. */
const CLOSED_LIST = {
  'local/offline': 'error root',
  'local/accepts-all': 'error root',
  'dns/no-answer': 'error root',
  'dns/server-failure': 'error root',
  'dns/name-not-found': 'error',
  'dns/redirected': 'error root',
  'dns/malformed': 'warning',
  'dns/nxdomain-rewritten': 'notice',
  'dns/slow': 'notice',
  'dns/partial-servers': 'warning',
  'network/captive-portal': 'error root',
  'registration/name-invalid': 'error',
  'https/blocked': 'error root',
  'https/refused': 'error root',
  'https/handshake-cut': 'error',
  'https/tls-intercepted': 'error',
  'https/certificate-invalid': 'error',
  'https/clock-skew': 'error root',
  'https/server-error': 'warning',
  'https/protocol-error': 'warning',
  'proxy/required': 'notice root',
  'proxy/authentication': 'error root',
  'proxy/unreachable': 'error root',
  'proxy/denied': 'error root',
  'pcoip/tcp-blocked': 'error',
  'dcv/tcp-blocked': 'error',
  'pcoip/tcp-refused': 'error',
  'dcv/tcp-refused': 'error',
  'pcoip/udp-rejected': 'error',
  'dcv/udp-rejected': 'warning',
  'pcoip/udp-unproven': 'notice',
  'dcv/udp-unproven': 'notice',
  'streaming/udp-silent': 'warning',
  'streaming/partial': 'warning',
  'gateway/rejected': 'error',
  'latency/terminated': 'error',
  'latency/beyond': 'warning',
  'latency/degraded': 'warning',
  'latency/affected': 'notice',
  'latency/loss': 'error',
  'latency/jitter': 'warning',
  'latency/better-region': 'notice',
  'latency/first-hop': 'notice',
  'mtu/too-small': 'error',
  'mtu/quic-too-small': 'warning',
  'mtu/black-hole': 'error',
  'mtu/unknown': 'notice',
  'vpn/all-traffic': 'notice',
  'ipv6/broken': 'warning root',
  'tables/drift': 'notice',
  'tables/unconfirmed': 'notice',
  'client/missing': 'notice',
  'client/outdated': 'warning',
  'client/unsupported-os': 'warning',
  'client/roots-missing': 'error',
  'agent/deadline': 'notice',
};

describe('the catalogue', () => {
  test('has exactly the codes of the specification, with their highest severity', () => {
    const ours = Object.entries(CATALOGUE).map(([code, { ceiling, root }]) => [
      code,
      root ? `${ceiling} root` : ceiling,
    ]);
    expect(Object.fromEntries(ours)).toEqual(CLOSED_LIST);
  });

  test.each(CODES.map((code) => [code]))(
    '%s says whose it is, where the rule stands, and what to do',
    (code) => {
      const entry = CATALOGUE[code];
      const texts = [entry.title, entry.explanation, entry.user, entry.helpdesk, entry.network].map((text) =>
        text({}),
      );
      expect(texts.filter((text) => text.trim() === '' || /undefined|null|NaN|\[object/.test(text))).toEqual(
        [],
      );
      expect(entry.sources.length).toBeGreaterThan(0);
      expect(entry.when).toMatch(/\.$/);
    },
  );
});

const BROKEN: readonly (readonly [string, Mutator])[] = [
  ['no DNS', dnsFails(null)],
  ['443 dropped', httpsFails('connection-timeout', essential)],
  ['4172 dropped', tcp('filtered', onPort(4172))],
  ['slow and lossy', rtt([...Array.from({ length: 30 }, () => null), 400, 410, 390])],
];

describe('a finding', () => {
  test.each(BROKEN)('%s: every figure of the texts stands in the params', (_name, mutate) => {
    for (const { code, title, params, severity } of judge(mutate(healthy()), tables).findings) {
      const facts = JSON.stringify(params);
      const figures = (title.match(/\d+(\.\d+)?/g) ?? []).filter((figure) => !KNOWN_FIGURES.has(figure));
      expect(
        figures.filter(
          (figure) =>
            !facts.includes(figure) &&
            !(Array.isArray(params['hosts']) && String(params['hosts'].length) === figure),
        ),
      ).toEqual([]);
      const ceiling = CATALOGUE[code as keyof typeof CATALOGUE].ceiling;
      expect(SEVERITIES.indexOf(severity)).toBeGreaterThanOrEqual(SEVERITIES.indexOf(ceiling));
    }
  });
});

/** Port numbers belong to the code, not to the facts. */
const KNOWN_FIGURES = new Set(['443', '4172', '4195']);

test('docs/findings and docs/failures.md are what the code says (npx tsx scripts/generate-docs.ts)', async () => {
  const stale = [];
  for (const [path, text] of findingPages()) {
    const wanted = await formatted(text, path);
    const got = await readFile(new URL(`../../../docs/${path}`, import.meta.url), 'utf8').catch(() => null);
    if (got !== wanted) stale.push(path);
  }
  expect(stale).toEqual([]);
});
