/**
 * Why something that was asked for is refused: a closed code with its facts, and the one line that says it, in every language. The command
 * line and the page refuse by these alone, so that they refuse the same things with the same words; each names a field in its own way.
 */
import { z } from 'zod';
import { writtenOf, type Language, type Written } from '../core/language.ts';
import { PROTOCOLS } from '../core/words.ts';

const said = z.string().max(100);
const words = z.array(z.string().max(200)).max(100);
const field = z.string().max(40);

export const refusal = z.discriminatedUnion('code', [
  /** `near`: what somebody may have meant; `known`: all that is accepted. */
  z.object({ code: z.literal('unknown-word'), field, said, near: words, known: words }),
  /** A code as AWS forms them that the tables of this day do not have. */
  z.object({ code: z.literal('region-not-in-tables'), region: z.string(), date: z.string(), known: words }),
  /** One that no overlay can bring either. */
  z.object({ code: z.literal('partition-not-in-tables'), region: z.string(), known: words }),
  z.object({ code: z.literal('region-needed') }),
  /** Whoever administers this computer switched checks off. */
  z.object({ code: z.literal('by-policy') }),
  /** `why`: a fully qualified code never tells its Region; an airport may be new. */
  z.object({ code: z.literal('region-beside-code'), why: z.enum(['name', 'airport']) }),
  z.object({ code: z.literal('code-form') }),
  z.object({ code: z.literal('code-and-region'), ofCode: z.string(), regions: words }),
  z.object({ code: z.literal('two-partitions'), region: z.string(), other: z.string() }),
  z.object({ code: z.literal('directory-id'), said }),
  z.object({ code: z.literal('host-port'), field, said, defaultPort: z.number().nullable() }),
  z.object({ code: z.literal('peer'), said }),
  z.object({ code: z.literal('peer-key') }),
  z.object({ code: z.literal('too-many'), field, count: z.number(), most: z.number() }),
  z.object({ code: z.literal('proxy'), said }),
  z.object({ code: z.literal('range'), said }),
  z.object({
    code: z.literal('number'),
    field,
    said,
    min: z.number(),
    max: z.number(),
    fraction: z.boolean(),
    unit: z.enum(['minutes', 'seconds', 'samples', 'runs', 'ports', 'days', 'kbps']),
  }),
  z.object({
    code: z.literal('protocol-not-in-region'),
    protocol: z.enum(PROTOCOLS),
    region: z.string(),
    accepted: words,
  }),
  /** Pairs that the administration guide excludes. */
  z.object({ code: z.literal('zero-client-without-pcoip'), region: z.string().nullable() }),
  z.object({ code: z.literal('web-access-without-pcoip'), region: z.string() }),
  /** A check that somebody prepared (src/request/prepared.ts): refused as a whole. */
  z.object({ code: z.literal('prepared-large'), most: z.number() }),
  z.object({ code: z.literal('prepared-form') }),
  z.object({ code: z.literal('prepared-key'), said }),
  z.object({ code: z.literal('prepared-region') }),
  z.object({ code: z.literal('prepared-host'), said }),
]);
export type Refusal = z.infer<typeof refusal>;
type Of<C extends Refusal['code']> = Extract<Refusal, { code: C }>;

/** How a face calls a field of `Asked`: `--directory-id` on the command line. */
export type Naming = (field: string) => string;

type Lines = { readonly [C in Refusal['code']]: (facts: Of<C>, name: Naming) => string };

const quoted = (text: string): string => `"${text}"`;
const list = (items: readonly string[]): string => items.join(', ');

const en: Lines = {
  'unknown-word': ({ field, said, near, known }, name) =>
    `${field === 'region' ? `unknown Region ${quoted(said)}` : `${name(field)} ${quoted(said)} is not known`}${
      near.length > 0 ? `; did you mean ${near.join(' or ')}?` : `; accepted: ${list(known)}`
    }`,
  'region-not-in-tables': ({ region, date, known }) =>
    `the tables of ${date} do not have the Region ${region}; bring it with --overlay (tables diff --write-overlay makes one of AWS's published ranges), or give one of: ${list(known)}`,
  'partition-not-in-tables': ({ region, known }) =>
    `${region} is in a partition of AWS that preflight has no facts of; accepted: ${list(known)}`,
  'by-policy': () => 'checks are switched off on this computer by its policy (preflight policy show)',
  'region-needed': (_facts, name) =>
    `no Region: give ${name('region')} CODE (such as us-east-1) or ${name('registrationCode')} CODE`,
  'region-beside-code': ({ why }, name) =>
    `${why === 'name' ? 'a fully qualified registration code does not tell its Region' : 'the registration code has an airport code that the tables do not know'}; give ${name('region')} CODE (such as us-east-1) as well`,
  'code-form': (_facts, name) =>
    `${name('registrationCode')} has an unknown form; accepted: WS or SL, three letters, +, six letters or digits (such as WSpdx+ABC12D), or a fully qualified name`,
  'code-and-region': ({ ofCode, regions }, name) =>
    `${name('registrationCode')} belongs to ${ofCode} and ${name('region')} says ${list(regions)}; give the one that is right`,
  'two-partitions': ({ region, other }, name) =>
    `${name('region')} all means all Regions of one partition, and ${region} is in another one than ${other}; give the Regions of one partition`,
  'directory-id': ({ said }, name) =>
    `${name('directoryId')} ${quoted(said)} is not accepted; give d- and ten letters or digits, such as d-926722edaf`,
  'host-port': ({ field, said, defaultPort }, name) =>
    `${name(field)} ${quoted(said)} is not accepted; give a host name, an IPv4 address, or an IPv6 address in brackets, with :PORT behind it (1 to 65535${defaultPort === null ? '' : `, default ${defaultPort}`})`,
  peer: ({ said }, name) =>
    `${name('peer')} ${quoted(said)} is not accepted; give HOST (a preflight peer), stamp:HOST[:PORT], stun:HOST[:PORT] or quic:HOST[:PORT]`,
  'peer-key': (_facts, name) =>
    `${name('peer')} HOST needs the key of that peer: give ${name('peerKeyFile')} FILE, or set PREFLIGHT_PEER_KEY`,
  'too-many': ({ field, count, most }, name) =>
    `${name(field)} was given ${count} times; accepted: up to ${most}`,
  proxy: ({ said }, name) =>
    `${name('proxy')} ${quoted(said)} is not accepted; give auto, none, or a URL such as http://proxy.example.com:8080`,
  range: ({ said }, name) =>
    `${name('accessControl')} ${quoted(said)} is not accepted; give an address or a CIDR block, such as 203.0.113.0/24`,
  number: ({ field, said, fraction, unit, min, max }, name) =>
    `${name(field)} ${quoted(said)} is not accepted; give a ${fraction ? '' : 'whole '}number of ${unit} from ${min} to ${max}`,
  'protocol-not-in-region': ({ protocol, region, accepted }) =>
    `the tables have no ${protocol} in ${region}; accepted there: ${list(accepted)}`,
  'zero-client-without-pcoip': ({ region }, name) =>
    `${name('profile')} zero-client works with PCoIP alone (administration guide: "PCoIP zero clients are compatible only with WorkSpaces bundles that are using the PCoIP protocol")${
      region === null ? `; give ${name('protocol')} pcoip` : `, and the tables have no PCoIP in ${region}`
    }`,
  'web-access-without-pcoip': ({ region }, name) =>
    `${name('profile')} web-access has no PCoIP in ${region} (administration guide: "Web Access with PCoIP is not supported in the AWS GovCloud (US) Regions, Asia Pacific (Mumbai), Africa (Cape Town), Europe (Frankfurt), and Israel (Tel Aviv)"); give ${name('protocol')} dcv`,
  'prepared-large': ({ most }) => `a prepared check has at most ${most} signs`,
  'prepared-form': () =>
    'this is no prepared check: preflight.prepared/1 as a file, or a text that begins with preflight:check?v=1',
  'prepared-key': ({ said }) =>
    `a prepared check cannot say ${quoted(said)}, or not with this value; all of it is refused`,
  'prepared-region': () => 'a prepared check names one Region, by its code',
  'prepared-host': ({ said }) =>
    `a prepared check may not send this computer to ${quoted(said)}: hosts are public addresses, or names with a dot that are not of a local network`,
};

const UNIT_JA: Readonly<Record<Of<'number'>['unit'], string>> = {
  seconds: '秒',
  samples: '回',
  minutes: '分',
  runs: '回',
  ports: '番',
  days: '日',
  kbps: 'kbps',
};

const ja: Lines = {
  'unknown-word': ({ field, said, near, known }, name) =>
    `${name(field)}「${said}」は分かりません。${
      near.length > 0 ? `${near.join('、')} ではありませんか？` : `指定できる値：${known.join('、')}`
    }`,
  'region-not-in-tables': ({ region, date }) =>
    `${date} の表にリージョン ${region} はありません。--overlay で補うか、表にあるリージョンを指定してください。`,
  'partition-not-in-tables': ({ region }) =>
    `${region} のある AWS パーティションの情報は Preflight にありません。表にあるリージョンを指定してください。`,
  'by-policy': () => 'このコンピューターでは、管理者のポリシーによりチェックが無効です。',
  'region-needed': (_facts, name) => `${name('region')}か${name('registrationCode')}を指定してください。`,
  'region-beside-code': (_facts, name) =>
    `このコードからはリージョンが分かりません。${name('region')}も指定してください。`,
  'code-form': (_facts, name) =>
    `${name('registrationCode')}の形式が違います。WS または SL、英字 3 文字、+、英数字 6 文字（例：WSpdx+ABC12D）、または完全修飾名を指定してください。`,
  'code-and-region': ({ ofCode, regions }, name) =>
    `${name('registrationCode')}は ${ofCode} のもので、${name('region')}は ${regions.join('、')} です。正しいほうを指定してください。`,
  'two-partitions': ({ region, other }) =>
    `${region} と ${other} は別のパーティションです。1 つのパーティションのリージョンを指定してください。`,
  'directory-id': ({ said }, name) =>
    `${name('directoryId')}「${said}」は使えません。d- と英数字 10 文字（例：d-926722edaf）を指定してください。`,
  'host-port': ({ field, said }, name) =>
    `${name(field)}「${said}」は使えません。ホスト名か IP アドレス（IPv6 は角括弧）を、必要なら :ポート を付けて指定してください。`,
  peer: ({ said }, name) =>
    `${name('peer')}「${said}」は使えません。HOST（preflight peer）、stamp:HOST[:PORT]、stun:HOST[:PORT]、quic:HOST[:PORT] のどれかを指定してください。`,
  'peer-key': (_facts, name) =>
    `${name('peer')} HOST にはそのピアの鍵が必要です。${name('peerKeyFile')} FILE か PREFLIGHT_PEER_KEY を指定してください。`,
  'too-many': ({ field, most }, name) => `${name(field)}は ${most} 個までです。`,
  proxy: ({ said }, name) =>
    `${name('proxy')}「${said}」は使えません。auto、none、または http://proxy.example.com:8080 のような URL を指定してください。`,
  range: ({ said }, name) =>
    `${name('accessControl')}「${said}」は使えません。アドレスか CIDR（例：203.0.113.0/24）を指定してください。`,
  number: ({ field, said, unit, min, max }, name) =>
    `${name(field)}「${said}」は使えません。${min} から ${max} までの数（${UNIT_JA[unit]}）を指定してください。`,
  'protocol-not-in-region': ({ protocol, region, accepted }) =>
    `${region} に ${protocol} はありません。使えるもの：${accepted.join('、')}`,
  'zero-client-without-pcoip': ({ region }) =>
    region === null
      ? 'ゼロクライアントで使えるのは PCoIP だけです（管理ガイド）。'
      : `ゼロクライアントで使えるのは PCoIP だけですが、${region} に PCoIP はありません。`,
  'web-access-without-pcoip': ({ region }) =>
    `${region} の Web Access では PCoIP を使えません（管理ガイド）。DCV を選んでください。`,
  'prepared-large': ({ most }) => `チェックの依頼は ${most} 文字までです。`,
  'prepared-form': () =>
    'チェックの依頼ではありません。preflight.prepared/1 のファイルか、preflight:check?v=1 で始まる文を使ってください。',
  'prepared-key': ({ said }) =>
    `チェックの依頼に「${said}」は書けないか、値が違います。全体を受け付けません。`,
  'prepared-region': () => 'チェックの依頼には、リージョンをコードで 1 つだけ書いてください。',
  'prepared-host': ({ said }) =>
    `チェックの依頼でこのパソコンを「${said}」に接続させることはできません。公開アドレスか、ローカルネットワークのものではない、ドットを含む名前を使ってください。`,
};

const LINES: Readonly<Record<Written, Lines>> = { en, ja };

/** The one line of a refusal. `said` was bounded and masked when the refusal was made. */
export function refusalLine(of: Refusal, language: Language, name: Naming): string {
  const line = LINES[writtenOf(language)][of.code] as (facts: Refusal, name: Naming) => string;
  return line(of, name);
}

/** Flags are the fields with dashes. */
export const flagOf: Naming = (field) =>
  `--${field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** Something asked for is not accepted. Nothing was sent. */
export class RequestRefused extends Error {
  override readonly name = 'RequestRefused';
  readonly refusal: Refusal;
  constructor(of: Refusal) {
    super(refusalLine(of, 'en', flagOf));
    this.refusal = of;
  }
}
