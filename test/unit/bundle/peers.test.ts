/** A bundle of a run against a peer: no name and no address of it, no address of this machine as it is seen from outside, and no key. */
import { beforeAll, expect, test } from '@jest/globals';
import type { BundleInput } from '../../../src/bundle/bundle-input.ts';
import { makeBundle } from '../../../src/bundle/make-bundle.ts';
import { REDACTION_LEVELS } from '../../../src/core/words.ts';
import { insideOf, simulatedInput } from './simulated-input.ts';

const KEY = 'fe'.repeat(32);
const OUTSIDE = '81.77.66.55';
const NAMES = ['turn.contoso.example', '81.33.22.11'];

let input: BundleInput;
beforeAll(async () => {
  const { record, report, ...rest } = await simulatedInput('ready', {
    peers: [
      { kind: 'preflight', host: '81.33.22.11', port: null },
      { kind: 'stun', host: 'turn.contoso.example', port: 4172 },
    ],
    peerScope: 'service',
    peerLoad: true,
  });
  if (record === null) throw new Error('no record');
  // The scripted peer tells no address; a real one does.
  const told = (text: string): string =>
    text
      .replaceAll('"outsideAddress":null', `"outsideAddress":"${OUTSIDE}"`)
      .replaceAll('"outsidePort":null', '"outsidePort":51234');
  const planted = JSON.parse(told(JSON.stringify({ record, report }))) as Pick<
    BundleInput,
    'record' | 'report'
  >;
  const peers = planted.report.peers?.map((peer) => ({
    ...peer,
    outside: { ...peer.outside, tcp: OUTSIDE, udp: OUTSIDE },
  }));
  input = { ...rest, ...planted, report: { ...planted.report, ...(peers ? { peers } : {}) }, secrets: [KEY] };
}, 60_000);

test('the run asked both, and tells what they answered', () => {
  expect(input.report.peers?.map(({ kind }) => kind)).toEqual(['preflight', 'stun']);
  const text = JSON.stringify(input);
  for (const name of [...NAMES, OUTSIDE]) expect(text).toContain(name);
});

test('load passes in a demonstration of a network that is ready', () => {
  const shares = input.report.peers?.[0]?.load?.runs.map(({ sent, arrived }) => (arrived ?? 0) / (sent ?? 1));
  expect(shares).toEqual([1, 1, 1]);
  expect(input.report.findings.map(({ code }) => code)).not.toContain('peer/below-need');
});

test.each(['standard', 'minimal'] as const)('names and addresses stay out at the level %s', (level) => {
  const made = makeBundle(input, { level, leaveOut: [], putIn: [] });
  const all = [...insideOf(made.bytes)].flat().join('\n');
  for (const name of [...NAMES, OUTSIDE, 'contoso', '51234', KEY]) expect(all).not.toContain(name);
  expect(all).toContain('peer/1/stamp-4172');
});

test('the address from outside stays out at every level, and the record of a run has no key', () => {
  for (const level of REDACTION_LEVELS) {
    const made = makeBundle(input, { level, leaveOut: [], putIn: [] });
    expect([...insideOf(made.bytes).values()].join('\n')).not.toContain(OUTSIDE);
  }
});
