/** A check that somebody prepared for somebody else: a small file, or a text to paste. Strangers write both (docs/adr/0041). Pure. */
import { z } from 'zod';
import { addressKind, parseIpAddress } from '../core/address.ts';
import { parseBoundedJson } from '../core/bounded-json.ts';
import { plainText, saidText } from '../core/plain-text.ts';
import { asked, type Asked } from './asked.ts';
import { parseHostPort } from './fields.ts';
import { RequestRefused } from './refusal.ts';

/** Signs of a file or text; what is longer is refused unread. */
export const PREPARED_MAX = 8000;
const HOSTS_MAX = 8;
const FROM_MAX = 80;
const NOTE_MAX = 200;
export const PREPARED_SCHEMA = 'preflight.prepared/1';
const LINK = /^preflight:(?:\/\/)?check\/?\?/i;

/** What may be prepared: what the start screen shows, and no secret. */
export const preparable = asked.pick({
  region: true,
  protocol: true,
  profile: true,
  directoryId: true,
  signIn: true,
  also: true,
  localDiscovery: true,
});

export const prepared = z.strictObject({
  schema: z.literal(PREPARED_SCHEMA),
  /** Who asks, as they call themselves. */
  from: z.string().max(FROM_MAX).optional(),
  note: z.string().max(NOTE_MAX).optional(),
  check: preparable,
});
export type Prepared = z.infer<typeof prepared>;

/** Reads a file or a pasted text. Throws `RequestRefused`, and nothing else. */
export function readPrepared(text: string): Prepared {
  if (text.length > PREPARED_MAX) throw new RequestRefused({ code: 'prepared-large', most: PREPARED_MAX });
  const bare = text.trim().replace(/^<([^>]*)>$/, '$1');
  return checked(LINK.test(bare) ? fieldsOfLink(bare) : fieldsOfFile(bare));
}

/** `said` holds what a face was given; a key that cannot be prepared refuses it. Throws `RequestRefused`. */
export function makePrepared(
  said: Asked,
  { from, note }: { readonly [K in 'from' | 'note']: string | undefined },
): Prepared {
  return checked({
    schema: PREPARED_SCHEMA,
    ...(from ? { from } : {}),
    ...(note ? { note } : {}),
    check: said,
  });
}

export function preparedFile(value: Prepared): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** The same as one line: `preflight:check?v=1&region=us-west-2`. */
export function preparedLink({ from, note, check }: Prepared): string {
  const fields = new URLSearchParams({ v: '1' });
  for (const [key, value] of Object.entries({ ...check, from, note }))
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== undefined) fields.append(key, String(one));
  return `preflight:check?${fields.toString().replaceAll('+', '%20')}`;
}

function fieldsOfFile(text: string): unknown {
  const json = parseBoundedJson(text);
  if (!json.ok) throw new RequestRefused({ code: 'prepared-form' });
  return json.value;
}

const LISTS: ReadonlySet<string> = new Set(['region', 'also']);

function fieldsOfLink(text: string): unknown {
  const fields = new URLSearchParams(text.replace(LINK, ''));
  const { v, from, note, ...check } = Object.fromEntries(
    [...new Set(fields.keys())].map((key) => [key, valueOf(key, fields.getAll(key))]),
  );
  if (v !== '1') throw new RequestRefused({ code: 'prepared-form' });
  return {
    schema: PREPARED_SCHEMA,
    ...(from === undefined ? {} : { from }),
    ...(note === undefined ? {} : { note }),
    check,
  };
}

function valueOf(key: string, values: readonly string[]): unknown {
  if (LISTS.has(key)) return values;
  if (values.length > 1) throw new RequestRefused({ code: 'prepared-key', said: saidText(key) });
  const [value = ''] = values;
  return key === 'localDiscovery' ? value === 'true' || (value === 'false' ? false : value) : value;
}

function checked(value: unknown): Prepared {
  const parsed = prepared.safeParse(value);
  if (!parsed.success) throw refusedBy(parsed.error);
  const { from, note, check } = parsed.data;
  refuseBounds(check);
  return {
    schema: PREPARED_SCHEMA,
    ...plain('from', from),
    ...plain('note', note),
    check,
  };
}

function refuseBounds({ region = [], also = [] }: Prepared['check']): void {
  const [only, ...more] = region;
  if (only === undefined || more.length > 0 || only.trim().toLowerCase() === 'all')
    throw new RequestRefused({ code: 'prepared-region' });
  also.forEach(refuseNearHost);
  if (also.length > HOSTS_MAX)
    throw new RequestRefused({ code: 'too-many', field: 'also', count: also.length, most: HOSTS_MAX });
}

/** A key that is not known is named; of anything else that does not fit, the place. */
function refusedBy({ issues: [issue] }: z.ZodError): RequestRefused {
  const key = issue?.code === 'unrecognized_keys' ? issue.keys[0] : issue?.path.at(-1);
  return key === undefined || key === 'schema'
    ? new RequestRefused({ code: 'prepared-form' })
    : new RequestRefused({ code: 'prepared-key', said: saidText(plainText(String(key))) });
}

function plain(key: 'from' | 'note', text: string | undefined): { from?: string; note?: string } {
  const line = plainText(text ?? '');
  return line === '' ? {} : { [key]: line };
}

const NEAR_NAME = /^[^.]+$|\.(?:local|localhost|localdomain|internal|lan|home|corp|home\.arpa)$/;
/** What C libraries read as an address: `0x7f.1`, `127.1`. */
const NUMBER_NAME = /(?:^|\.)(?:\d+|0x[0-9a-f]*)$/;

/** Nobody else decides that this computer looks around its own network. */
function refuseNearHost(text: string): void {
  const { host } = parseHostPort(text, { field: 'also', defaultPort: 443 });
  const address = parseIpAddress(host);
  const isFar =
    address === null
      ? !NEAR_NAME.test(host) && !NUMBER_NAME.test(host)
      : ['public', 'documentation'].includes(addressKind(address));
  if (!isFar) throw new RequestRefused({ code: 'prepared-host', said: saidText(text) });
}
