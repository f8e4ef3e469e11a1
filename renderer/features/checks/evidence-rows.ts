/** Evidence as rows of `at, sent, came back`, for every kind of probe. Facts only, read from unknown shapes with care. */
import type { Check } from '../../../src/reading/check.ts';
import type { Words } from '../../words/en.ts';
import { duration } from '../../words/format.ts';

export interface EvidenceRow {
  readonly atMs: number | null;
  readonly sent: string;
  readonly back: string;
}

type Fields = Readonly<Record<string, unknown>>;
type Read = (words: Words, evidence: Fields, check: Check) => EvidenceRow[];

const READERS: Readonly<Record<string, Read>> = {
  tcp: tcpRows,
  https: httpsRows,
  'proxy-connect': proxyRows,
  dns: dnsRows,
  udp: datagramRows,
  quic: datagramRows,
  stun: datagramRows,
  ntp: datagramRows,
  rtt: rttRows,
  icmp: icmpRows,
  'mtu-ping': (words, evidence) => ladderRows(words, list(evidence['tries']), 'passed'),
  'mtu-quic': (words, evidence) => ladderRows(words, list(evidence['ladder']), 'replied'),
};

export function evidenceRows(words: Words, check: Check): EvidenceRow[] {
  const kind = text(check.evidence['kind']);
  const read = Object.hasOwn(READERS, kind) ? READERS[kind] : undefined;
  return read === undefined ? [] : read(words, check.evidence, check);
}

function list(value: unknown): Fields[] {
  return Array.isArray(value)
    ? value.filter((item): item is Fields => typeof item === 'object' && item !== null)
    : [];
}
function num(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
/** The word of its state where a port has one, else the code of docs/failures.md. */
function failureWord({ vocabulary }: Words, value: unknown): string {
  const code = failureCode(value);
  if (code === 'connection-timeout') return vocabulary.portState.filtered;
  return code === 'connection-refused' ? vocabulary.portState.closed : code;
}
function failureCode(value: unknown): string {
  return typeof value === 'object' && value !== null ? text((value as Fields)['code']) : '';
}
function at(check: Check, offset: unknown): number | null {
  const from = check.startMs;
  return from === null ? null : from + (num(offset) ?? 0);
}

function tcpRows(words: Words, evidence: Fields, check: Check): EvidenceRow[] {
  return list(evidence['attempts']).map((attempt) => {
    const connectMs = num(attempt['connectMs']);
    const waited = words.evidence.gaveUp(duration(words, num(attempt['durationMs'])));
    const back =
      connectMs !== null
        ? words.evidence.answered(duration(words, connectMs))
        : [failureWord(words, attempt['failure']), waited].filter(Boolean).join(words.vocabulary.comma);
    const other = text(attempt['address']) === check.target.address ? '' : ` ${text(attempt['address'])}`;
    return { atMs: at(check, attempt['atMs']), sent: words.evidence.connect + other, back };
  });
}

function httpsRows(words: Words, evidence: Fields, check: Check): EvidenceRow[] {
  return list(evidence['attempts']).flatMap((attempt) => {
    const phases = (attempt['phases'] ?? {}) as Fields;
    const from = at(check, attempt['atMs']);
    const steps = [
      [
        `${words.evidence.connect} ${text(attempt['address']) || text(evidence['proxy'])}`,
        num(phases['tcpMs']),
      ],
      [words.evidence.tls, num(phases['tlsMs'])],
      [`${words.evidence.get} ${text(evidence['host'])}`, num(phases['ttfbMs'])],
    ] as const;
    const failed = failureWord(words, attempt['failure']);
    const done = steps
      .filter(([, ms]) => ms !== null)
      .map(([sent, ms]) => ({ atMs: from, sent, back: words.evidence.answered(duration(words, ms)) }));
    const broken = steps[done.length];
    return failed === '' || broken === undefined
      ? done
      : [...done, { atMs: from, sent: broken[0], back: failed }];
  });
}

/** The target by the proxy, and where it opened the address where nobody is. */
function proxyRows(words: Words, evidence: Fields, check: Check): EvidenceRow[] {
  const port = num(evidence['port']) ?? '';
  const control = evidence['control'];
  const tried: (readonly [string, Fields])[] = [[text(evidence['host']), evidence]];
  if (typeof control === 'object' && control !== null)
    tried.push([text((control as Fields)['address']), control as Fields]);
  return tried.map(([target, fields]) => ({
    atMs: check.startMs,
    sent: `${words.evidence.connect} ${text(evidence['proxy'])} > ${target}:${port}`,
    back:
      fields['opened'] === true
        ? words.evidence.answered(duration(words, num(fields['durationMs'])))
        : failureCode(fields['failure']),
  }));
}

function dnsRows(words: Words, evidence: Fields, check: Check): EvidenceRow[] {
  const system = evidence['system'] as Fields | null;
  const own: EvidenceRow[] =
    system === null || system === undefined
      ? []
      : [{ atMs: check.startMs, sent: words.evidence.asksSystem, back: answer(words, system) }];
  const servers = list(evidence['servers']).map((server) => ({
    atMs: check.startMs,
    sent: words.evidence.asks(text(server['question']), text(server['server'])),
    back: answer(words, server),
  }));
  return [...own, ...servers];
}

function answer(words: Words, fields: Fields): string {
  const addresses = Array.isArray(fields['addresses']) ? fields['addresses'].map(String) : [];
  if (addresses.length > 0) return addresses.join(', ');
  return failureCode(fields['failure']) || text(fields['rcode']) || words.evidence.nothing;
}

function datagramRows(words: Words, evidence: Fields, check: Check): EvidenceRow[] {
  const sent = Array.isArray(evidence['sentAtMs']) ? evidence['sentAtMs'] : [];
  const last = sent.length - 1;
  return sent.map((offset, index) => ({
    atMs: at(check, offset),
    sent: words.evidence.udpTry,
    back: index === last ? datagramEnd(words, evidence) : words.evidence.nothing,
  }));
}

/** A reply, or a refusal (ICMP, this machine's own rule); mere silence is nothing. */
function datagramEnd(words: Words, evidence: Fields): string {
  const reply = evidence['reply'];
  if (typeof reply === 'object' && reply !== null) {
    return words.evidence.answered(duration(words, num((reply as Fields)['afterMs'])));
  }
  return evidence['state'] === 'open|filtered'
    ? words.evidence.nothing
    : failureCode(evidence['failure']) || words.evidence.nothing;
}

function rttRows(words: Words, evidence: Fields, check: Check): EvidenceRow[] {
  return list(evidence['samples']).map((sample) => {
    const rttMs = num(sample['rttMs']);
    return {
      atMs: at(check, sample['atMs']),
      sent: words.evidence.connect,
      back: rttMs === null ? words.evidence.lostSample : duration(words, rttMs),
    };
  });
}

function icmpRows(words: Words, evidence: Fields, check: Check): EvidenceRow[] {
  const rtts = Array.isArray(evidence['rttsMs']) ? evidence['rttsMs'] : [];
  const got = rtts.map((ms) => ({
    atMs: check.startMs,
    sent: words.evidence.ping,
    back: duration(words, num(ms)),
  }));
  const lost = (num(evidence['sent']) ?? 0) - got.length;
  return lost > 0
    ? [
        ...got,
        { atMs: check.startMs, sent: `${words.evidence.ping} × ${lost}`, back: words.evidence.nothing },
      ]
    : got;
}

function ladderRows(words: Words, tries: readonly Fields[], passed: 'passed' | 'replied'): EvidenceRow[] {
  return tries.map((step) => ({
    atMs: null,
    sent: words.evidence.datagram(num(step['packetBytes']) ?? 0),
    back: step[passed] === true ? words.vocabulary.status.pass : words.evidence.nothing,
  }));
}
