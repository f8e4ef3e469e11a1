/**
 * Reads the WorkSpaces client's log for what a helpdesk asks first: protocol, gateway, last known error. Only lines of a shape that a public
 * sample shows are interpreted (test/fixtures/client-log); the rest is counted. No line is kept: they hold names and tokens.
 */
import { z } from 'zod';
import { parseHostName, parseIpAddress } from '../../core/address.ts';
import type { ClientLogDigest } from '../../evidence/index.ts';

/** `2024-12-28T10:41.53Z [ Native ]: [INFO] text`: minutes and seconds stand apart by a dot. */
const LINE = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)[.:](\d\d)(?:\.\d+)?Z \[ *(?:Native|Web) *\]: \[([A-Z]+)\] (.*)$/;
const START = /^Received stream request\. Action = "STREAM"/;
const ERROR =
  /^(?:Received Stream response details from Solo|Failed to get Streaming details from native client) (\{.*\})$/;
/** Longer lines are dumps; none of the known shapes is. */
const MAX_LINE = 20_000;

interface LogLine {
  readonly at: string;
  readonly level: string;
  readonly text: string;
}

function parseLine(line: string): LogLine | null {
  const [, day, second, level = '', text = ''] = line.length > MAX_LINE ? [] : (LINE.exec(line.trim()) ?? []);
  return day === undefined ? null : { at: `${day}:${second}Z`, level, text };
}

type LogEvent =
  | { readonly kind: 'start' }
  | {
      readonly kind: 'stream';
      readonly protocol: 'pcoip' | 'dcv';
      readonly gateway: ClientLogDigest['gateway'];
    }
  | { readonly kind: 'error'; readonly error: Omit<NonNullable<ClientLogDigest['lastError']>, 'at'> };

const errorPayload = z.object({
  ExceptionType: z.string().max(100),
  ErrorCode: z.string().max(50).nullish(),
  ErrorMessage: z.string().nullish(),
});
/** The error stands in the text itself, or in the payload of an answer. */
const errorText = z.union([
  errorPayload,
  z.object({ Payload: errorPayload }).transform(({ Payload }) => Payload),
]);
const streamText = z.object({
  Action: z.literal('STREAM'),
  Payload: z.object({ ConnectionString: z.string() }),
});

/** The client could not start the program that shows the session. */
const CANNOT_START = 'ProcessLaunchFailure';

function eventOf({ text }: LogLine): LogEvent | null {
  if (START.test(text)) return { kind: 'start' };
  if (text.startsWith('Launching dcvclient')) return { kind: 'stream', protocol: 'dcv', gateway: null };
  const error = errorText.safeParse(jsonOf(ERROR.exec(text)?.[1]));
  if (error.success) return errorOf(error.data);
  const stream = streamText.safeParse(jsonOf(text.startsWith('{') ? text : undefined));
  return stream.success ? connectionOf(stream.data.Payload.ConnectionString) : null;
}

function errorOf({
  ExceptionType: type,
  ErrorCode: code = null,
  ErrorMessage: message = null,
}: z.infer<typeof errorPayload>): LogEvent {
  const cause = type === CANNOT_START ? 'streaming-program' : null;
  return { kind: 'error', error: { type, code, message: message?.slice(0, 200) ?? null, cause } };
}

function jsonOf(text: string | undefined): unknown {
  try {
    return text === undefined ? null : (JSON.parse(text) as unknown);
  } catch {
    return null;
  }
}

/** `dcv://host:port/?token`: scheme, host and port; what comes behind is never looked at. */
function connectionOf(text: string): LogEvent | null {
  const [, scheme, host = '', port] =
    /^(dcv|pcoip):\/\/(\[[\da-f:]+\]|[\w.-]+):(\d{1,5})(?:[/?]|$)/i.exec(text) ?? [];
  if (scheme === undefined) return null;
  const name = parseIpAddress(host) ?? parseHostName(host);
  const gateway = name === null || Number(port) > 65_535 ? null : { host: name, port: Number(port) };
  return { kind: 'stream', protocol: scheme.toLowerCase() as 'pcoip' | 'dcv', gateway };
}

const NOTHING: Omit<ClientLogDigest, 'files'> = {
  lines: 0,
  understood: 0,
  lastLineAt: null,
  lastStartAt: null,
  lastStartFailed: null,
  protocol: null,
  gateway: null,
  lastError: null,
  otherErrors: { lines: 0, lastAt: null },
};

/** `texts`: the logs, in any order: several are written at once, so their lines are put in order by time. Null without any. */
export function digestClientLogs(texts: readonly string[]): ClientLogDigest | null {
  if (texts.length === 0) return null;
  const lines = texts.flatMap((text) => text.split('\n')).filter((line) => line.trim() !== '');
  const dated = lines.flatMap((line) => parseLine(line) ?? []);
  const digest = dated.sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at))).reduce(add, NOTHING);
  return { ...digest, files: texts.length, lines: lines.length };
}

type Digest = typeof NOTHING;

function add(seen: Digest, line: LogLine): Digest {
  const dated = { ...seen, lastLineAt: line.at };
  const event = eventOf(line);
  if (event === null) {
    const { lines } = seen.otherErrors;
    return line.level === 'ERROR' ? { ...dated, otherErrors: { lines: lines + 1, lastAt: line.at } } : dated;
  }
  return { ...dated, ...changeOf(event, line.at, seen), understood: seen.understood + 1 };
}

function changeOf(event: LogEvent, at: string, seen: Digest): Partial<Digest> {
  switch (event.kind) {
    case 'start':
      return { lastStartAt: at, lastStartFailed: null, protocol: null, gateway: null };
    case 'stream':
      // Another attempt: how it went, nothing says yet.
      return { protocol: event.protocol, gateway: event.gateway ?? seen.gateway, lastStartFailed: null };
    case 'error':
      return {
        lastError: { at, ...event.error },
        lastStartFailed: seen.lastStartAt === null ? null : true,
      };
  }
}
