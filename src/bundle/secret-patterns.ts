/**
 * What is a secret by its looks, at every redaction level: credentials, tokens, keys, cookies, registration codes. The list errs on the
 * side of hiding: a word too many in a log is a nuisance, a password is a leak. It knows nothing of this machine (`scrub-text.ts` does).
 */

/** Stands where a secret was. No bracket of JSON, XML or a URL, so that the text around it stays readable. */
export const HIDDEN = '(hidden)';

/** Words that make the value behind them a secret, as a whole key or as its end (`proxyPassword`, `x-amz-security-token`). */
const SECRET_KEYS = [
  'pass(?:word|wd|phrase|code)?',
  'pwd',
  'passwort',
  'kennwort',
  'contrase(?:ñ|n)a',
  'mot de passe',
  'senha',
  'wachtwoord',
  'пароль',
  '密码',
  'パスワード',
  '暗証番号',
  '비밀번호',
  'secret',
  'token',
  'credentials?',
  'signature',
  'api[_-]?key',
  'access[_-]?key(?:[_-]?id)?',
  'secret[_-]?key',
  'private[_-]?key',
  'pre[_-]?shared[_-]?key',
  'psk',
  'session[_-]?(?:id|key)',
  'saml(?:response|request|assertion)',
  'assertion',
  'relay[_-]?state',
  'auth(?:entication)?[_-]?(?:code|data|string|blob|header)',
  'otp',
  'one[_-]?time[_-]?(?:code|password)',
  'mfa[_-]?code',
  'cookies?',
  'community(?:[_-]?string)?',
  'reg(?:istration)?[_-]?code',
  'connection[_-]?(?:alias|identifier)',
].join('|');
/** Words that are harmless in a sentence and secret in a query string. */
const QUERY_KEYS =
  '(?:[\\w.-]*(?:sig|sid|code|state|nonce|key|auth|ticket|otp|hash|challenge|session|login|user|uid|mac|ip|email|magic|res|md)[\\w.-]*|x-amz-[\\w-]+)';
const QUOTE = `\\\\*["']`;
const VALUE = `(?:\\\\*"[^"\\\\\\r\\n]*\\\\*"?|'[^'\\r\\n]*'?|[^\\s,;&"'<>]+)`;
/** The letters of a code are the airport of the Region; with a space for the plus only these count, or "sleep should" would be one. */
const AIRPORTS =
  'iad|pdx|bom|icn|sin|syd|nrt|yul|fra|dub|lhr|cdg|gru|cpt|tlv|pdt|osu|cmh|sfo|hkg|mxp|arn|kul|mel|cgk|hyd|zrh|kix';
const PLUS = '(?:\\s?\\+\\s?|%2B|%252B|\\\\+u002b|&#43;|&#x2b;|&plus;)';

interface SecretPattern {
  readonly pattern: RegExp;
  /** What stays of a match; without it nothing. */
  readonly keep?: string;
}

/** In this order: blocks, whole headers, then values. All patterns are linear: no nested repetition over the same characters. */
const PATTERNS: readonly SecretPattern[] = [
  {
    pattern:
      /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|$)/gi,
  },
  { pattern: /Private-Lines:[\s\S]*$/gi },
  {
    pattern:
      /((?:proxy-)?authorization|set-cookie2?|cookie|x-amz-[\w-]*(?:token|signature|credential)[\w-]*|x-api-key|x-auth[\w-]*|www-authenticate-token)(\\*["']?\s*[:=]\s*)[^\r\n]+/gi,
    keep: '$1$2',
  },
  {
    pattern:
      /\b(basic|bearer|negotiate|ntlm|digest|aws4-hmac-sha256)(\s+)(?=[^\s]*[\d=+/]|username)[\w+/=.~:"-]{6,}(?:,?\s*[\w-]+="?[^"\s,]*"?)*/gi,
    keep: '$1$2',
  },
  { pattern: /eyJ[\w-]{5,}(?:\.[\w-]*){1,4}/g },
  {
    pattern: /\b(?:A3T[A-Z0-9]|AKIA|ASIA|AGPA|AIDA|AROA|AIPA|ANPA|ANVA|ABIA|ACCA)[A-Z0-9]{12,}/g,
  },
  { pattern: /\b(?:FwoGZXIvYXdz|IQoJb3JpZ2lu|AQoDYXdz)[\w+/=%-]+/g },
  {
    pattern:
      /\b(?:gh[opsur]_\w{16,}|github_pat_\w{16,}|xox[a-z]-[\w-]{8,}|AIza[\w-]{20,}|[sr]k_(?:live|test)_\w{8,}|glpat-[\w-]{12,}|npm_\w{20,}|ya29\.[\w-]{10,})/g,
  },
  { pattern: /([a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/"'<>]+@/gi, keep: `$1${HIDDEN}@` },
  {
    pattern: /(%3A%2F%2F)[^\s"'<>&/]{1,300}?%40/gi,
    keep: `$1${HIDDEN}%40`,
  },
  {
    pattern: /(?<![\w.%+-])[\w.%+-]{1,100}:(?!\/\/)[^\s:@/"'<>]{1,200}@(?=[\w[])/g,
    keep: `${HIDDEN}@`,
  },
  {
    pattern: new RegExp(`(?:WS|SL)[a-z]{3}${PLUS}[a-z0-9]{6}`, 'gi'),
  },
  {
    pattern: new RegExp(`\\b(?:WS|SL)(?:${AIRPORTS})[\\s_-]?(?=[a-z0-9]*\\d)[a-z0-9]{6}\\b`, 'gi'),
  },
  {
    pattern: new RegExp(`([?&#;](?:amp;)?(?:${QUERY_KEYS})=)[^\\s&#"'<>]+`, 'gi'),
    keep: `$1${HIDDEN}`,
  },
  {
    pattern: new RegExp(
      `((?:${SECRET_KEYS})(?:${QUOTE})?\\s{0,4}(?::=|=>|==?|:|：|%3D|%3A)\\s{0,4})(?!\\s|\\(hidden\\))${VALUE}`,
      'gi',
    ),
    keep: `$1${HIDDEN}`,
  },
  // `reg query` and `gsettings` put blanks between a key and its value.
  {
    pattern: new RegExp(
      `((?:${SECRET_KEYS})[ \\t]{1,8}REG_[A-Z_]{2,20}[ \\t]{1,8})(?!\\(hidden\\))\\S[^\\r\\n]*`,
      'gi',
    ),
    keep: '$1',
  },
  {
    pattern: new RegExp(`((?:${SECRET_KEYS})[ \\t]{1,4})(?:'[^'\\r\\n]+'?|"[^"\\r\\n]+"?)`, 'gi'),
    keep: '$1',
  },
  {
    pattern: new RegExp(`(<[\\w:.-]*(?:${SECRET_KEYS})(?:\\s[^<>]{0,200})?>)[^<]+`, 'gi'),
    keep: `$1${HIDDEN}`,
  },
  {
    pattern: new RegExp(
      `((?:^|\\s)(?:--?|/)(?:[\\w-]*(?:${SECRET_KEYS})|proxy-user|user)[ :=]+)[^\\s-]\\S*`,
      'gi',
    ),
    keep: `$1${HIDDEN}`,
  },
  { pattern: /(\s-[uU]\s*)[^\s:]+:\S+/g, keep: `$1${HIDDEN}` },
  {
    pattern: /\b((?:password|passphrase|passcode|secret|token)\s+(?:is|was|=)\s+)\S+/gi,
    keep: `$1${HIDDEN}`,
  },
];

/** Only in logs and tool output, where nobody knows what a long random word is: keys without a name, cut PEM bodies, hashes of cookies. */
const LONG_WORD = /(?<![\w+/=-])[\w+/=-]{32,}(?![\w+/=-])/g;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const BASE64_WORD = /(?<![\w+/=-])[A-Za-z0-9+/_-]{8,}={0,2}(?![\w+/=-])/g;

export interface SecretOptions {
  /** A log or the output of a program: long random words are hidden as well. */
  readonly raw: boolean;
}

/** The text without what looks like a secret. Never throws; the same text gives the same result. */
export function hideSecretPatterns(text: string, { raw }: SecretOptions): string {
  let out = text;
  for (const { pattern, keep = '' } of PATTERNS) out = out.replace(pattern, withHidden(keep));
  out = out.replace(BASE64_WORD, (word) => (decodesToSecret(word) ? HIDDEN : word));
  return raw ? out.replace(LONG_WORD, (word) => (isRandom(word) ? HIDDEN : word)) : out;
}

function withHidden(keep: string): string {
  return keep.includes(HIDDEN) ? keep : `${keep}${HIDDEN}`;
}

/** `dXNlcjpwYXNz` is `user:pass`; a code or a URL with credentials may hide in base64 too. */
function decodesToSecret(word: string): boolean {
  if (word.length > 4096 || word.replace(/=+$/, '').length % 4 === 1) return false;
  const decoded = Buffer.from(word, 'base64').toString('latin1');
  if (!/^[\x20-\x7e]{4,}$/.test(decoded)) return false;
  return (
    /^[^\s:]{1,64}:[^\s]{1,}$/.test(decoded) || PATTERNS.some(({ pattern }) => matches(pattern, decoded))
  );
}

function matches(pattern: RegExp, text: string): boolean {
  pattern.lastIndex = 0;
  return pattern.test(text);
}

/** Paths, words with hyphens and UUIDs (which a helpdesk looks up) are not random. */
function isRandom(word: string): boolean {
  if (UUID.test(word) || word.split('/').length > 4) return false;
  if (/^[0-9a-f]+$/i.test(word)) return true;
  const kinds = [/[a-z]/, /[A-Z]/, /\d/].filter((kind) => kind.test(word)).length;
  return kinds === 3 || (kinds === 2 && /\d/.test(word) && !/[-_]/.test(word));
}

/** Every form in which a known secret may stand in a text: as it is, URL-encoded, JSON- and HTML-escaped, and in base64 at any offset. */
export function formsOfSecret(secret: string): readonly string[] {
  if (secret.length < 4) return [];
  const forms = new Set([
    secret,
    encodeURIComponent(secret),
    encodeURI(secret),
    JSON.stringify(secret).slice(1, -1),
    secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;'),
    Buffer.from(secret, 'utf8').toString('hex'),
    ...base64Cores(secret),
  ]);
  return [...forms].filter((form) => form.length >= 4);
}

/** Of the base64 text what depends neither on what stands before nor on what stands after, at each of the three offsets; and with nothing after. */
function base64Cores(secret: string): string[] {
  return [0, 1, 2].flatMap((offset) => {
    const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret, 'utf8')]);
    const text = bytes.toString('base64').slice(offset === 0 ? 0 : offset + 1);
    const core = text.slice(0, text.length - (bytes.length % 3 === 0 ? 0 : 4));
    return core.length < 6
      ? []
      : [core, text].flatMap((form) => [form, form.replaceAll('+', '-').replaceAll('/', '_')]);
  });
}
