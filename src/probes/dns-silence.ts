/**
 * How long a DNS server that is silent is waited for, once another one has answered the same questions (docs/adr/0022). Only the wait
 * after the tries is shortened, always against something that was answered; who is silent until then is noted as silent, with the wait.
 */
import type { DnsEvidence, DnsServerAnswer } from '../evidence/index.ts';
import type { ProbeContext } from './probe.ts';

/** A name that is known waits this long from its first question; a living server beside the others takes less (own). */
const KNOWN_MS = 300;
/** A control tells living servers from dead ones: two tries over UDP and one over TCP fit in (own). */
const CONTROL_MS = 2000;
/** As with the other time-outs: so many times the slowest answer. */
const FACTOR = 4;
/** Whoever has just answered the system is about to answer us too, who asked at the same moment (own). */
const AFTER_SYSTEM_MS = 50;

export interface Asked {
  readonly types: readonly DnsServerAnswer['question'][];
  readonly servers: readonly Promise<DnsServerAnswer>[];
  /** Null: this step does not ask the system. */
  readonly system: Promise<DnsEvidence['system']> | null;
}

/**
 * Aborts `enough` when the silent servers have been waited for long enough: a name that is known (the system gave an address, each
 * type of question was answered by some server) max(300 ms, 4 times its slowest answer) after its start; a question that is put to the
 * servers alone max(2 s, 4 times) after an answer. Never where a type stays unanswered, the system fails or a TXT record is missing.
 */
export async function endSilence(
  asked: Asked,
  context: ProbeContext,
  enough: AbortController,
): Promise<void> {
  const { clock } = context.ports;
  const startedMs = clock.nowMs();
  const firsts = await Promise.all(asked.types.map((type) => firstAnswer(type, asked.servers)));
  const answeredMs = clock.nowMs();
  const patienceMs = FACTOR * Math.max(...firsts.map(({ durationMs }) => durationMs ?? 0));
  const system = await asked.system;
  if (asked.system !== null && (system?.addresses.length ?? 0) === 0) return;
  const endMs =
    asked.system === null
      ? answeredMs + Math.max(CONTROL_MS, patienceMs)
      : Math.max(startedMs + Math.max(KNOWN_MS, patienceMs), clock.nowMs() + AFTER_SYSTEM_MS);
  await clock.sleep(Math.max(0, endMs - clock.nowMs()), context.signal);
  enough.abort('known');
}

/** Rejects when no server answers. That a name has no TXT record is no reason to give up a server that may have it. */
function firstAnswer(
  type: DnsServerAnswer['question'],
  servers: readonly Promise<DnsServerAnswer>[],
): Promise<DnsServerAnswer> {
  return Promise.any(
    servers.map(async (one) => {
      const answer = await one;
      const counts = answer.question === type && answer.rcode !== null && !isCut(answer);
      if (counts && (type !== 'TXT' || answer.texts.length > 0)) return answer;
      throw new Error('no answer to this question');
    }),
  );
}

/** Truncated over UDP, and TCP did not give the rest. */
function isCut({ truncated, transport }: DnsServerAnswer): boolean {
  return truncated && transport === 'udp';
}
