/**
 * DNS messages (RFC 1035) as values: one question out, one answer in. dns-packet reads the wire; what stands here is what it
 * does not do: an answer must belong to our question, CNAME chains are followed, everything is bounded. No EDNS: small
 * forwarders choke on it, and a truncated answer is asked for again over TCP.
 */
import dnsPacket, { type Answer, type SrvData } from 'dns-packet';
import { parseIpAddress } from '../../core/address.ts';
import { failure, type Failure, type FailureCode } from '../../core/failure.ts';
import type { DnsReply } from '../../probes/ports.ts';

export type QuestionType = 'A' | 'AAAA' | 'TXT' | 'SRV';

export interface Question {
  readonly name: string;
  readonly type: QuestionType;
}

/** What one message says to our question. */
interface DnsAnswer {
  readonly rcode: string;
  readonly addresses: readonly string[];
  readonly texts: readonly string[];
  /** Smallest TTL of the records on the way to the answer; null without records. */
  readonly ttlSeconds: number | null;
  readonly truncated: boolean;
  readonly failure: Failure | null;
}

export type ReadMessage =
  | { readonly kind: 'answer'; readonly id: number; readonly answer: DnsAnswer }
  | { readonly kind: 'unusable'; readonly failure: Failure };

/** What is known before anything came back. */
export const NO_DNS_REPLY: DnsReply = {
  rcode: null,
  addresses: [],
  texts: [],
  ttlSeconds: null,
  truncated: false,
  tries: 0,
  durationMs: null,
  failure: null,
};

/** Longer chains than this are loops in practice; resolvers stop at 8 to 16. */
const MAX_CNAME_HOPS = 16;
/** Bounds of what a stranger may put into our evidence. */
const MAX_RECORDS = 64;
const MAX_TEXT_LENGTH = 1024;

/** The question as it goes on the wire, recursion desired. */
export function encodeQuestion(question: Question, id: number): Uint8Array {
  return dnsPacket.encode({
    type: 'query',
    id,
    flags: dnsPacket.RECURSION_DESIRED,
    questions: [{ type: question.type, name: question.name, class: 'IN' }],
  });
}

/** Reads a message that claims to answer `question`; `ids` are those that we sent. Never throws. */
export function readMessage(bytes: Uint8Array, question: Question, ids: readonly number[]): ReadMessage {
  const packet = decode(bytes);
  if (packet?.id === undefined)
    return unusable('dns-malformed', `${bytes.length} bytes that are no DNS message`);
  if (packet.type !== 'response') return unusable('dns-malformed', 'a question instead of an answer');
  if (!ids.includes(packet.id)) return unusable('dns-mismatch', 'the id is not ours');
  const mismatch = mismatchOf(packet, question);
  if (mismatch !== null) return unusable('dns-mismatch', mismatch);
  return { kind: 'answer', id: packet.id, answer: readAnswer(packet, question) };
}

/** A refusal may come without the question; an answer may not. */
function mismatchOf(packet: dnsPacket.Packet, question: Question): string | null {
  const [asked] = packet.questions ?? [];
  if (asked === undefined) return rcodeOf(packet) === 'NOERROR' ? 'an answer without its question' : null;
  return isSameQuestion(asked, question) ? null : `an answer about ${asked.name} ${asked.type}`;
}

/** dns-packet names the code in a field that its types do not have. */
function rcodeOf(packet: dnsPacket.Packet): string {
  const { rcode } = packet as { rcode?: string };
  return rcode ?? 'NOERROR';
}

function decode(bytes: Uint8Array): dnsPacket.Packet | null {
  try {
    return dnsPacket.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  } catch {
    // dns-packet throws plain RangeErrors and Errors; which one says nothing about the network.
    return null;
  }
}

function unusable(code: FailureCode, detail: string): ReadMessage {
  return { kind: 'unusable', failure: failure(code, 'resolve', detail) };
}

function isSameQuestion(asked: { name: string; type: string }, question: Question): boolean {
  return asked.type === question.type && canonical(asked.name) === canonical(question.name);
}

function canonical(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}

function readAnswer(packet: dnsPacket.Packet, question: Question): DnsAnswer {
  const rcode = rcodeOf(packet);
  const truncated = ((packet.flags ?? 0) & dnsPacket.TRUNCATED_RESPONSE) !== 0;
  const chain = followAliases(packet.answers ?? [], question.name);
  const found = chain.filter((record) => record.type === question.type).slice(0, MAX_RECORDS);
  const addresses = found.flatMap(addressOf);
  const texts = found.flatMap(textOf);
  return {
    rcode,
    addresses,
    texts,
    ttlSeconds: smallestTtl(chain),
    truncated,
    failure: truncated ? null : failureOf(rcode, addresses.length + texts.length),
  };
}

function smallestTtl(records: readonly Answer[]): number | null {
  const ttls = records.flatMap((record) => ('ttl' in record && record.ttl !== undefined ? [record.ttl] : []));
  return ttls.length === 0 ? null : Math.min(...ttls);
}

/** The records that belong to the name: its aliases in order, then what stands at the last one. */
function followAliases(records: readonly Answer[], name: string): Answer[] {
  const chain: Answer[] = [];
  let owner = canonical(name);
  for (let hop = 0; hop < MAX_CNAME_HOPS; hop += 1) {
    const here = records.filter((record) => canonical(record.name) === owner);
    const alias = here.find((record) => record.type === 'CNAME');
    if (alias?.type !== 'CNAME') return [...chain, ...here];
    chain.push(alias);
    owner = canonical(alias.data);
  }
  return chain;
}

function addressOf(record: Answer): string[] {
  const address = record.type === 'A' || record.type === 'AAAA' ? parseIpAddress(record.data) : null;
  return address === null ? [] : [address];
}

/** One TXT record is one value, however many strings it was cut into (RFC 1035, 3.3.14). */
function textOf(record: Answer): string[] {
  if (record.type === 'SRV') return [serviceText(record.data)];
  if (record.type !== 'TXT') return [];
  const strings = Array.isArray(record.data) ? record.data : [record.data];
  return [strings.map(String).join('').slice(0, MAX_TEXT_LENGTH)];
}

/** Presentation form of RFC 2782: `priority weight port target`. */
function serviceText({ priority = 0, weight = 0, port, target }: SrvData): string {
  return `${priority} ${weight} ${port} ${target}`.replaceAll(/\p{Cc}/gu, '?').slice(0, MAX_TEXT_LENGTH);
}

const RCODE_FAILURES: Readonly<Record<string, FailureCode>> = {
  NXDOMAIN: 'dns-nxdomain',
  REFUSED: 'dns-refused',
};

function failureOf(rcode: string, records: number): Failure | null {
  if (rcode === 'NOERROR') return records > 0 ? null : failure('dns-no-data', 'resolve', rcode);
  // Any other code (FORMERR, NOTIMP, …) is a server that could not answer, like SERVFAIL.
  return failure(RCODE_FAILURES[rcode] ?? 'dns-servfail', 'resolve', rcode);
}
