/** What the end user reads first, in both languages: what is broken, then what still works; and the one line of each protocol. */
import { describe, expect, test } from '@jest/globals';
import { LANGUAGES } from '../../../src/core/language.ts';
import { speak } from '../../../src/words/speak.ts';
import type { Speakable } from '../../../src/words/speakable.ts';
import { client, tcpEvidence } from '../judge/evidence-builder.ts';
import { cut, dnsFails, host, httpsFails, onPort, rtt, tcp, udp, udpAnswers } from '../judge/faults.ts';
import { alter, hasRole, pipe, REGION, slowly, type Healthy, type Mutator } from '../judge/record-builder.ts';
import { judgeScenario } from '../judge/scenario.ts';

const VERIFIED: Healthy = { request: { assumeUdpAnswers: true } };
const BOTH_SHUT = tcp('filtered', hasRole('health-check'));
const gateway443: Mutator = alter('tcp', hasRole('gateway-443'), (_evidence, step) =>
  tcpEvidence(step, 'open'),
);
const acceptsAll = pipe(
  ...[4172, 4195].map((port) =>
    alter('tcp', onPort(port, 'accepts-all-control'), (_evidence, step) => tcpEvidence(step, 'open')),
  ),
);

interface Told {
  readonly run?: Healthy;
  readonly fault: Mutator;
  readonly cut?: 'deadline' | 'cancelled';
  readonly en: string;
  readonly ja: string;
}

function speakableOf({ run = {}, fault, cut: because }: Told): Speakable {
  return {
    ...judgeScenario({ run, fault }),
    completedBecause: because ?? null,
    host: { vpn: null },
    createdAt: '2026-11-29T12:00:00.000Z',
    tables: { edition: '2025' },
  };
}

/** The sentence that stands first on every face. */
const HEADLINES: Readonly<Record<string, Told>> = {
  'everything works': {
    run: VERIFIED,
    fault: udpAnswers,
    en: 'Ready. PCoIP and DCV both get through.',
    ja: '準備完了です。PCoIP、DCV はどちらも通っています。',
  },
  'UDP could not be proved': {
    fault: (record) => record,
    en: 'Ready, as far as can be proved: UDP for PCoIP and DCV gave no reply.',
    ja: '確かめられる範囲では準備完了です。PCoIP、DCV の UDP には返事がありませんでした。',
  },
  'UDP of PCoIP alone could not be proved': {
    fault: udp('open', onPort(4195, 'health-check', 'udp-control')),
    en: 'Ready. DCV gets through; PCoIP too, as far as can be proved.',
    ja: '準備完了です。DCV は通っています。PCoIP も、確かめられる範囲では通っています。',
  },
  'one protocol alone was asked for and works': {
    run: { request: { protocols: ['dcv'], assumeUdpAnswers: true } },
    fault: udpAnswers,
    en: 'Ready. DCV gets through.',
    ja: '準備完了です。DCV は通っています。',
  },
  '4172 is dropped': {
    fault: tcp('filtered', onPort(4172)),
    en: 'PCoIP is blocked here. DCV is ready.',
    ja: 'ここでは PCoIP がふさがれています。DCV は使えます。',
  },
  '4172 is refused': {
    fault: tcp('closed', onPort(4172)),
    en: 'PCoIP is refused here. DCV is ready.',
    ja: 'ここでは PCoIP が拒否されています。DCV は使えます。',
  },
  '4172 is dropped and DCV is limited': {
    fault: pipe(tcp('filtered', onPort(4172)), udp('closed', onPort(4195))),
    en: 'PCoIP is blocked here. DCV works with limits.',
    ja: 'ここでは PCoIP がふさがれています。DCV は制限つきで使えます。',
  },
  'both ports are dropped': {
    fault: BOTH_SHUT,
    en: 'The streaming ports are blocked here.',
    ja: '画面を送るポートがふさがれています。',
  },
  'both ports are dropped and a gateway takes 443': {
    fault: pipe(BOTH_SHUT, gateway443),
    en: 'The streaming ports are blocked here. DCV can only go around, over 443.',
    ja: '画面を送るポートがふさがれています。DCV は 443 で迂回するしかありません。',
  },
  'PCoIP alone was asked for and is dropped': {
    run: { request: { protocols: ['pcoip'] } },
    fault: BOTH_SHUT,
    en: 'PCoIP is blocked here.',
    ja: 'ここでは PCoIP がふさがれています。',
  },
  '214 ms': {
    run: { rttMs: { [REGION]: 214 } },
    fault: udpAnswers,
    en: 'Slow for PCoIP: 214 ms. DCV is ready.',
    ja: 'PCoIP には遅い接続です（214 ms）。DCV は使えます。',
  },
  '300 ms': {
    run: { rttMs: { [REGION]: 300 } },
    fault: udpAnswers,
    en: 'Slow for PCoIP and DCV: 300 ms. It works, with limits.',
    ja: 'PCoIP、DCV には遅い接続です（300 ms）。制限つきで使えます。',
  },
  '390 ms': {
    run: { rttMs: { [REGION]: 390 } },
    fault: udpAnswers,
    en: 'Too far for PCoIP: 390 ms. DCV works with limits.',
    ja: 'PCoIP には遠すぎます（390 ms）。DCV は制限つきで使えます。',
  },
  'no DNS': {
    fault: dnsFails(null),
    en: "This network's address book (DNS) does not answer.",
    ja: 'このネットワークの名前解決（DNS）が応答しません。',
  },
  '443 is dropped': {
    fault: httpsFails('connection-timeout'),
    en: 'The sign-in to WorkSpaces is blocked here.',
    ja: 'ここでは WorkSpaces へのサインインがふさがれています。',
  },
  'every handshake is reset': {
    fault: httpsFails('tls-reset'),
    en: 'The encrypted sign-in to WorkSpaces is cut off.',
    ja: 'WorkSpaces への暗号化されたサインインが途中で切られます。',
  },
  'an old client': {
    fault: alter(
      'client',
      () => true,
      () => client({ installed: true, version: '2022.1' }),
    ),
    en: 'The WorkSpaces client on this computer is too old for DCV. PCoIP is ready.',
    ja: 'このパソコンの WorkSpaces クライアントは DCV には古すぎます。PCoIP は使えます。',
  },
  'stopped before streaming': {
    fault: cut('cancelled', hasRole('health-check')),
    cut: 'cancelled',
    en: 'Could not tell: the check was stopped before the streaming ports were tried.',
    ja: '判定できません。画面を送るポートを試す前に中止されました。',
  },
  'the deadline before streaming': {
    fault: cut('deadline', hasRole('health-check')),
    cut: 'deadline',
    en: 'Could not tell: the time was over before the streaming ports were tried.',
    ja: '判定できません。画面を送るポートを試す前に時間が過ぎました。',
  },
  'the deadline before the port of PCoIP': {
    fault: cut('deadline', onPort(4172)),
    cut: 'deadline',
    en: 'PCoIP could not be tested: the time was over. DCV is ready.',
    ja: 'PCoIP は時間切れで確認できませんでした。DCV は使えます。',
  },
  'the deadline before the first name': {
    fault: cut('deadline', () => true),
    cut: 'deadline',
    en: 'Could not tell: the time was over before the names were looked up.',
    ja: '判定できません。名前を調べる前に時間が過ぎました。',
  },
  'a name of PCoIP is missing': {
    fault: dnsFails('NXDOMAIN', host(`skylight-cm.${REGION}.amazonaws.com`)),
    en: 'The name skylight-cm.eu-central-1.amazonaws.com cannot be found from here. DCV is ready.',
    ja: 'ここからは skylight-cm.eu-central-1.amazonaws.com が見つかりません。DCV は使えます。',
  },
  'somebody accepts every connection': {
    fault: acceptsAll,
    en: "Could not tell: something here answers in Amazon's place.",
    ja: '判定できません。このパソコンの近くで何かが Amazon の代わりに応答しています。',
  },
  'UDP is refused': {
    fault: udp('closed', hasRole('health-check')),
    en: 'UDP for PCoIP and DCV is refused here. DCV works with limits.',
    ja: 'ここでは PCoIP、DCV の UDP が拒否されています。DCV は制限つきで使えます。',
  },
  'UDP is silent although it is known to answer': {
    run: VERIFIED,
    fault: (record) => record,
    en: 'UDP gets no answer here and is most likely blocked. It works, with limits.',
    ja: 'UDP に応答がなく、おそらく遮断されています。制限つきで使えます。',
  },
  'most packets are lost': {
    fault: pipe(rtt([...Array.from({ length: 30 }, () => null), 40, 41, 40]), slowly(3, 20)),
    en: '91 % of packets are lost, somewhere from here to Amazon.',
    ja: 'パケットの 91 % が、ここから Amazon までのどこかで失われています。',
  },
};

describe('the headline', () => {
  test.each(Object.entries(HEADLINES))('%s', (_name, told) => {
    const said = LANGUAGES.map((language) => speak(speakableOf(told), language).headline);
    expect(said).toEqual([told.en, told.ja]);
  });
});

const TURN = { kind: 'stun' as const, host: '198.51.100.20', port: 4172 };
const NO_PEER = 'Your peer gave no answer, which proves nothing.';

/** PCoIP and DCV, one line each. */
const LINES: readonly (readonly [name: string, told: Omit<Told, 'en' | 'ja'>, pcoip: string, dcv: string])[] =
  [
    [
      'everything answers',
      { fault: udpAnswers },
      '40 ms, best. Over UDP 4172, which answers.',
      '40 ms, best. Over UDP 4195, which answers.',
    ],
    [
      'a way that is too long tells its limits',
      { run: { rttMs: { [REGION]: 390 } }, fault: udpAnswers },
      '390 ms, ends the session (best below 100 ms, ends above 375 ms)',
      '390 ms, degraded (best below 250 ms). Over UDP 4195, which answers.',
    ],
    [
      'UDP refused',
      { fault: udp('closed', hasRole('health-check')) },
      'UDP 4172 is refused',
      '40 ms, best. Over TCP 4195. UDP 4195 is refused.',
    ],
    [
      'a peer that gives no answer either',
      { run: { request: { peers: [TURN] } }, fault: (record) => record },
      `40 ms, best. UDP 4172 gave no reply, which proves nothing. ${NO_PEER}`,
      `40 ms, best. UDP 4195 gave no reply, which proves nothing. ${NO_PEER}`,
    ],
    [
      'around over 443',
      { fault: pipe(BOTH_SHUT, gateway443) },
      'TCP 4172: silent at 4 of 4 servers',
      'Around, over TCP 443, not timed. TCP 4195: silent at 4 of 4 servers.',
    ],
    [
      'nothing gets as far as streaming',
      { fault: dnsFails(null) },
      'No session can start before this is fixed',
      'No session can start before this is fixed',
    ],
    [
      'the deadline',
      { fault: cut('deadline', hasRole('health-check')), cut: 'deadline' },
      'TCP 4172 was not tested: the time was over',
      'TCP 4195 was not tested: the time was over',
    ],
    [
      'somebody accepts every connection',
      { fault: acceptsAll },
      'TCP 4172 is accepted even where no host can be',
      'TCP 4195 is accepted even where no host can be',
    ],
  ];

describe('the line of a protocol', () => {
  test.each(LINES)('%s', (_name, told, pcoip, dcv) => {
    const { protocols } = speak(speakableOf({ ...told, en: '', ja: '' }), 'en');
    expect(protocols.map(({ text }) => text)).toEqual([pcoip, dcv]);
  });
});
