/**
 * Reads what the system's `ping` prints, by numbers and shape alone: on a foreign-language Windows every word differs, and
 * its code page may turn them into noise. Formats: iputils and busybox (Linux), Apple's ping and ping6, Windows ping.exe.
 */

export interface PingOutput {
  /** Null when no statistics line was printed (the tool was killed, or could not start). */
  readonly sent: number | null;
  readonly rttsMs: readonly number[];
  readonly announcedMtuBytes: number | null;
}

/** RFC 791 sets 68 as the least; a larger number than 65535 is no packet size. */
const isPossibleMtu = (bytes: number): boolean => bytes >= 68 && bytes <= 65_535;

/** `time=20.1 ms`, `time<1ms`, `Zeit=14ms`, `temps=14 ms`, `время=14мс`. */
const TIME_WITH_UNIT = /[=<]\s?(\d+(?:[.,]\d+)?)\s?(?:ms|мс|мсек|毫秒|ミリ秒|밀리초)(?!\p{L})/u;
const FIELD = /[=<]\s?(\d+(?:[.,]\d+)?)/g;
/** A percentage (`0%`, `0 %` with a blank of any width, Turkish `%0`) that is not the zone of a link-local address (`fe80::1%12:`). */
const LOSS = /\d\s?%(?![\w.])|(?<![\w:])%\d{1,3}(?![\w.])/;
const SEQUENCE = /(?:icmp_seq|seq)[= ](\d+)/;

const toNumber = (text: string): number => Number(text.replace(',', '.'));

/** Windows replies whose unit is unreadable: size, time, TTL in this order over IPv4; over IPv6 the time alone. */
function unitlessTime(line: string, target: string): string | undefined {
  const fields = [...line.matchAll(FIELD)].map((match) => match[1]);
  if (/TTL=\d+/.test(line) && fields.length >= 3) return fields.at(-2);
  const isBareV6Reply = target.includes(':') && line.includes(`${target}: `) && !SEQUENCE.test(line);
  return isBareV6Reply && fields.length === 1 ? fields[0] : undefined;
}

/** The round trip of a reply line, or null when it is none. Lines of statistics have a percentage or several times. */
function replyTime(line: string, target: string): number | null {
  if (LOSS.test(line) || (line.match(/\d\s?(?:ms|мс)/gu) ?? []).length > 1) return null;
  const text = TIME_WITH_UNIT.exec(line)?.[1] ?? unitlessTime(line, target);
  return text === undefined ? null : toNumber(text);
}

/**
 * Sent packets: the first number of the line with the loss in percent, which has the counts too (sent, received, lost);
 * some translations of Windows break that line before the percentage, the Italian one before the count of the lost.
 */
function sentCount(lines: readonly string[]): number | null {
  const at = lines.findIndex((line) => LOSS.test(line));
  if (at === -1) return null;
  const [own = '', before = ''] = [lines[at], lines[at - 1]];
  const counts = [own, before, before + own].map((text) => text.match(/\d+/g) ?? []);
  const first = counts.find((numbers) => numbers.length >= 3)?.[0];
  return first === undefined ? null : Number(first);
}

/** `Frag needed and DF set (mtu = 1300)`, `message too long, mtu=1300`, `Packet too big: mtu=1300`, `(MTU 1300)`. */
function announcedMtu(text: string): number | null {
  const sizes = [...text.matchAll(/\bmtu\s*[=:]?\s*(\d+)/gi)].map((match) => Number(match[1]));
  const possible = sizes.filter(isPossibleMtu);
  return possible.length === 0 ? null : Math.min(...possible);
}

/** Duplicated replies (`DUP!`: a sequence number seen before) count once. */
export function parsePingOutput(output: string, target: string): PingOutput {
  const lines = output.split(/\r?\n/);
  const seen = new Set<string>();
  const isDuplicate = (line: string): boolean => {
    const sequence = SEQUENCE.exec(line)?.[1];
    if (sequence === undefined) return false;
    return seen.size === seen.add(sequence).size;
  };
  const rttsMs = lines.flatMap((line) => {
    const time = replyTime(line, target);
    return time === null || isDuplicate(line) ? [] : [time];
  });
  return { sent: sentCount(lines), rttsMs, announcedMtuBytes: announcedMtu(output) };
}
