/** The truth table agrees with the verdicts, and what is said agrees with both: whatever the network does (any-record.ts). */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { LANGUAGES, type Language } from '../../../src/core/language.ts';
import { PROTOCOLS, SEVERITIES, type Protocol } from '../../../src/core/words.ts';
import type { Judgement } from '../../../src/judge/finding.ts';
import { judge } from '../../../src/judge/judge.ts';
import { causeOf } from '../../../src/words/languages.ts';
import { speak } from '../../../src/words/speak.ts';
import type { Spoken } from '../../../src/words/spoken.ts';
import { broken } from '../../acceptance/broken.ts';
import { anyRun, recordOf } from './any-record.ts';
import { tried } from './property-runs.ts';
import { tables } from './record-builder.ts';

/** Facts that the schema of their cause does not declare, and findings that are graver than their cause may be. */
function brokenFacts({ findings }: Judgement): string[] {
  return findings.flatMap(({ code, params, severity, id }) => {
    const cause = causeOf(code);
    if (cause === null) return [`${id}: no cause`];
    const parsed = cause.facts.strict().safeParse(params);
    return [
      ...(parsed.success
        ? []
        : parsed.error.issues.map(({ path, message }) => `${id} ${path.join('.')}: ${message}`)),
      ...broken([[SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(cause.ceiling), `${id}: too grave`]]),
    ];
  });
}

/** Sentences that a table of this judgement breaks. */
function brokenTruths(judgement: Judgement): string[] {
  const { cells, lanes } = judgement.truth;
  const hiding = judgement.findings.some(
    ({ code, region }) =>
      code === 'local/accepts-all' && (region === null || region === judgement.decidingRegion),
  );
  const streaming = cells.filter(
    ({ role, transport }) => (role === 'health-check' || role === 'gateways') && transport === 'tcp',
  );
  return [
    ...cells.flatMap(({ role, port, transport, counts: { planned, tested, passed }, state, because }) =>
      broken([
        [
          passed <= tested && tested <= planned,
          `${role} ${transport} ${port}: ${passed} of ${tested} of ${planned}`,
        ],
        [state !== 'open' || passed > 0, `${role} ${transport} ${port} is open and nothing passed`],
        [state !== 'not-needed' || planned === 0, `${role} ${transport} ${port} is not needed and planned`],
        [
          because === null || judgement.findings.some(({ id }) => id === because),
          `${role} ${transport} ${port}: because of a finding that is not there`,
        ],
      ]),
    ),
    ...(hiding ? streaming.filter(({ state }) => state === 'open' || state === 'detour') : []).map(
      ({ role, port }) => `${role} ${port} is open under somebody who accepts everything`,
    ),
    ...PROTOCOLS.flatMap((protocol) => brokenLane(judgement, protocol)),
    ...broken([
      [
        lanes['sign-in'].state !== 'cut' ||
          PROTOCOLS.every(
            (protocol) => !['ready', 'degraded'].includes(judgement.protocols[protocol]?.verdict ?? ''),
          ),
        'the sign-in is cut, and a protocol behind it works',
      ],
    ]),
  ];
}

function brokenLane({ protocols, truth, findings }: Judgement, protocol: Protocol): string[] {
  const lane = truth.lanes[protocol];
  const verdict = protocols[protocol]?.verdict;
  if (lane === undefined || verdict === undefined)
    return broken([[lane === verdict, `${protocol} has a lane or a verdict alone`]]);
  const { state, limit, because, side } = lane;
  const isEnded = state === 'limited' && limit === 'ended';
  return broken([
    [state !== 'open' || verdict === 'ready', `${protocol} is ${verdict} and its lane is open`],
    [verdict !== 'ready' || state === 'open', `${protocol} is ready and its lane is ${state}`],
    [
      verdict !== 'not-ready' || state === 'cut' || isEnded,
      `${protocol} is not ready and its lane is ${state} (${limit ?? 'no limit'})`,
    ],
    [
      verdict !== 'degraded' || state === 'limited' || state === 'detour',
      `${protocol} is degraded and its lane is ${state}`,
    ],
    [
      verdict !== 'unknown' || state === 'unproven' || state === 'not-tested',
      `${protocol} is unknown and its lane is ${state}`,
    ],
    [because === null || findings.some(({ id }) => id === because), `${protocol}: because of nothing`],
    [
      (because === null) === (side === null),
      `${protocol}: a side without a cause, or a cause without a side`,
    ],
  ]);
}

const LEFTOVER = /undefined|\bnull\b|\bnone\b|NaN|\[object|不明|。 /;
/** Check and finding ids have a slash that no name and no unit has; what is told as the code of a cause may be one. */
const ID = /@[a-z]{2}-|(?:^|\s)(?:dns|https|tcp|udp|latency|mtu|streaming|pcoip|dcv)\/[a-z]/;

function textsOf(spoken: Spoken): string[] {
  const { headline, lead, where, protocols, causes, notices, rows, lanes, figures, notTested } = spoken;
  return [
    headline,
    ...[lead, where].flatMap((text) => text ?? []),
    ...protocols.flatMap(({ name, word, text }) => [name, word, text]),
    ...[...causes, ...notices].flatMap(
      ({ title, explanation, you, helpdesk, network, where: place, evidence }) => [
        ...[title, explanation, you, helpdesk, network, place],
        ...evidence.map(({ text }) => text),
      ],
    ),
    ...rows.flatMap(({ name, cells }) => [name, ...cells.flatMap(({ word, count }) => [word, count])]),
    ...lanes.flatMap(({ name, word, figure, why }) => [name, word, figure, why ?? '']),
    ...figures.flatMap(({ name, value, how }) => [name, value, how ?? '']),
    ...notTested,
  ];
}

function brokenWords(spoken: Spoken, language: Language): string[] {
  const bad = textsOf(spoken).filter((text) => LEFTOVER.test(text) || ID.test(text));
  const stop = language === 'ja' ? /。$/ : /\.$/;
  return [...bad, ...(stop.test(spoken.headline) ? [] : [`no full stop: ${spoken.headline}`])];
}

test('facts, states, verdicts, counts and words agree', () => {
  fc.assert(
    fc.property(anyRun, (run) => {
      const record = recordOf(run);
      const judgement = judge(record, tables);
      expect([...brokenFacts(judgement), ...brokenTruths(judgement)]).toEqual([]);
      for (const language of LANGUAGES) {
        const spoken = speak({ ...judgement, ...record, host: { vpn: null }, tables }, language);
        expect(brokenWords(spoken, language)).toEqual([]);
      }
    }),
    tried(1000),
  );
}, 600_000);
