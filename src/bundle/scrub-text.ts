/**
 * Free text without secrets, and with a stand-in for everything that names the person, the machine or its network: what the structured
 * fields have named already, and what looks like an address, a hardware address, a host, an e-mail, a home folder. What a stranger wrote passes the
 * allow-list of words on top (allow-text.ts). Facts that findings carry have kinds of their own and need none of this (redact.ts).
 */
import { allowText, isVersionAddress, withoutPersonal } from './allow-text.ts';
import { isKnownWord } from './known-words.ts';
import type { Naming } from './naming.ts';
import { hideSettings } from './scrub-settings.ts';
import { HIDDEN, formsOfSecret, hideSecretPatterns } from './secret-patterns.ts';

export interface Scrubber {
  /** A sentence of ours, with values in it that have been named in their own fields. */
  text(text: string): string;
  /** A log or a program's output. Of what it holds beside known words nothing stays, at every level but `full`. */
  raw(text: string): string;
  /** A stranger's text in a field of its own: as `raw`, and what is not known in it is a name, so that no sentence repeats it. */
  foreign(text: string): string;
  /** Reads the names that a raw text gives to people and machines, so that they are the same stand-in wherever they stand. */
  learn(text: string): void;
  /** Only secrets: for names, which have their own stand-ins. */
  secretsOnly(text: string): string;
  /** Only what looks like a secret: a known secret may be a word of a closed list by chance. */
  patternsOnly(text: string): string;
}

export interface ScrubberInput {
  readonly naming: Naming;
  /** What is known to be secret: the registration code as typed, the password of the proxy. */
  readonly secrets: readonly string[];
}

/** Enough for every distinct text of a run over all Regions. */
const REMEMBERED = 50_000;

export function makeScrubber({ naming, secrets }: ScrubberInput): Scrubber {
  const secretForms = alternation(secrets.flatMap(formsOfSecret));
  const withoutSecrets = (text: string, raw: boolean): string =>
    hideSecretPatterns(secretForms === null ? text : text.replace(secretForms, HIDDEN), { raw });
  const secretsOnly = remember((text) => withoutSecrets(text, false));
  const names = nameReplacer(naming);
  const words = new Map<string, string>();
  const wordFor = (token: string): string => {
    const known = words.get(token) ?? `word-${words.size + 1}`;
    words.set(token, known);
    return known;
  };
  const nameFor = (token: string): string =>
    /\p{L}/u.test(token) && token.length > 2 ? naming.name('name', token) : wordFor(token);
  /** Who is known goes first, in every spelling; a pattern could cut a name in two. */
  const scrub = (text: string, raw: boolean): string => {
    const safe = raw ? withoutSecrets(text, true) : secretsOnly(text);
    if (!naming.hidesNames) return hideAddresses(safe, naming);
    const known = hideAddresses(names(safe, raw), naming);
    const patterns = hideByPattern(raw ? hideKeyed(known, naming) : known, naming);
    return names(patterns, raw);
  };
  const allowed = (text: string, unknown: (token: string) => string): string =>
    naming.hidesNames
      ? allowText(scrub(withoutPersonal(text, unknown), true), { naming, unknown })
      : scrub(text, true);
  // A name that was heard since changes what a text comes to.
  const scrubText = remember(
    (text) => scrub(text, false),
    () => naming.names().size,
  );
  return {
    text: scrubText,
    raw: (text) => allowed(text, wordFor),
    foreign: remember(
      (text) => allowed(text, nameFor),
      () => naming.names().size,
    ),
    learn: (text) => {
      if (naming.hidesNames) hideByPattern(hideKeyed(withoutSecrets(text, true), naming), naming);
    },
    secretsOnly,
    patternsOnly: remember((text) => hideSecretPatterns(text, { raw: false })),
  };
}

/** The same few thousand texts come again and again; `edition` says when what is remembered is out of date. */
function remember(work: (text: string) => string, edition: () => number = () => 0): (text: string) => string {
  const done = new Map<string, string>();
  let of = edition();
  return (text) => {
    const before = of === edition() ? done.get(text) : undefined;
    if (before !== undefined) return before;
    const result = work(text);
    if (of !== edition() || done.size > REMEMBERED) done.clear();
    of = edition();
    done.set(text, result);
    return result;
  };
}

/** Longest first, so that `laptop.corp` wins over `laptop`. */
function alternation(words: readonly string[], around: readonly [string, string] = ['', '']): RegExp | null {
  if (words.length === 0) return null;
  const escaped = [...new Set(words)]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
  return new RegExp(`${around[0]}(?:${escaped.join('|')})${around[1]}`, 'giu');
}

/** Words that name nobody although a machine or an account may be called so, and words that our own texts and ids are made of. */
const COMMON_WORDS = new Set(
  (
    'user users root admin administrator guest default public private system local localhost home host hosts mac name path wifi vpn ' +
    'dns https http tcp udp quic stun rtt icmp mtu route captive client gateway region proxy streaming latency network pcoip dcv ' +
    'amazon workspaces workspace preflight aws windows linux macos ubuntu debian true false null none unknown empty the and not for ' +
    'with from this that was has have are ready degraded error warning notice info debug open closed filtered pass fail warn check ' +
    'checks test tests control health registration name-lookup server servers address addresses port ports session value new old'
  ).split(' '),
);

function nameReplacer(naming: Naming): (text: string, raw: boolean) => string {
  const made = new Map<boolean, { size: number; pattern: RegExp | null }>();
  const patternFor = (raw: boolean): RegExp | null => {
    const names = naming.names();
    const before = made.get(raw);
    if (before?.size === names.size) return before.pattern;
    const words = [...names.keys()].filter(
      (name) => name.length >= (raw ? 2 : 3) && !COMMON_WORDS.has(name) && !naming.isServiceWord(name),
    );
    const pattern = alternation(words, ['(?<![\\p{L}\\p{N}])', '(?![\\p{L}\\p{N}])']);
    made.set(raw, { size: names.size, pattern });
    return pattern;
  };
  return (text, raw) => {
    const pattern = patternFor(raw);
    if (pattern === null) return text;
    return text.replace(pattern, (found) => naming.names().get(found.toLowerCase()) ?? found);
  };
}

const IPV6 = /(?<![\w:])(?:[0-9a-f]{0,4}:){2,8}(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4})(?:%[\w.-]{1,32})?/gi;
const IPV4 = /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?!\d|\.\d)/g;
/** `ip-10-0-0-7`; not the beginning of a hardware address. */
const IPV4_IN_NAME = /(?<!\d[-_]?)\d{1,3}([-_])\d{1,3}(?:\1\d{1,3}){2}(?![0-9a-f]|[-_]\d)/gi;
const REVERSED = /\d{1,3}(?:\.\d{1,3}){3}\.in-addr\.arpa/gi;
const REVERSED_6 = /(?:[0-9a-f]\.){8,32}ip6\.arpa/gi;

function hideAddresses(text: string, naming: Naming): string {
  if (!/[\d:]/.test(text)) return text;
  return text
    .replace(REVERSED_6, `${HIDDEN}.ip6.arpa`)
    .replace(REVERSED, (found) => reversedOf(found, naming))
    .replace(IPV6, (found) => ipv6Of(found, naming))
    .replace(IPV4, (found, offset: number, all: string) =>
      isVersionAddress(found, all.slice(Math.max(0, offset - 12), offset))
        ? found
        : (naming.address(found) ?? found),
    )
    .replace(IPV4_IN_NAME, (found) => {
      const named = naming.address(found.replaceAll(/[-_]/g, '.'));
      return named === null || /^\d/.test(named) ? found : named;
    });
}

function reversedOf(found: string, naming: Naming): string {
  const named = naming.address(found.split('.').slice(0, 4).reverse().join('.'));
  return named === null || /^\d/.test(named) ? found : `${named}.in-addr-arpa`;
}

/** A sentence's own colon or a zone may stand behind it; times and hardware addresses are no IPv6. */
function ipv6Of(found: string, naming: Naming): string {
  const named = naming.address(found);
  if (named !== null) return named;
  const trimmed = found.replace(/:$/, '');
  const second = trimmed === found ? null : naming.address(trimmed);
  return second === null ? found : `${second}:`;
}

const MAC = /(?<![\w:-])[0-9a-f]{1,2}(?:([:-])[0-9a-f]{1,2})(?:\1[0-9a-f]{1,2}){4}(?![\w:-])/gi;
const MAC_DOTTED = /(?<!\w)[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}(?!\w)/gi;
/** systemd names a USB adapter by its hardware address. */
const MAC_IN_NAME = /(?<![\p{L}\p{N}])(enx|wlx|wwx)([0-9a-f]{12})(?![\p{L}\p{N}])/giu;
const EMAIL =
  /(?<![\p{L}\p{N}.%+_-])([\p{L}\p{N}][\p{L}\p{N}.%+_'-]{0,63})@((?:[\p{L}\p{N}-]{1,63}\.){1,6}[\p{L}]{2,24})/gu;
const SID = /\bS-1-5-21(?:-\d{1,10}){3,5}/gi;
const HOME =
  /((?:\/home\/|\/Users\/|\\Users\\|\\\\Users\\\\|%5CUsers%5C|%2FUsers%2F|%2Fhome%2F|\/export\/home\/|\\Profiles\\|Documents and Settings\\))((?:[^\\/\s"'<>:;,%]|%(?!2F|5C)[0-9A-F]{2}){1,64}(?:(?:[ ]|%20|\+)(?:[^\\/\s"'<>:;,%]|%(?!2F|5C)[0-9A-F]{2}){1,40}){0,3}(?=[\\/]|%2F|%5C)|(?:[^\\/\s"'<>:;,%]|%(?!2F|5C)[0-9A-F]{2}){1,64})/gi;
const FQDN =
  /(?<![\p{L}\p{N}@._-])(?:[\p{L}\p{N}_](?:[\p{L}\p{N}_-]{0,61}[\p{L}\p{N}_])?\.){1,8}[\p{L}][\p{L}\p{N}-]{1,24}(?![\p{L}\p{N}_-])/gu;
/** Last parts of file names and of program symbols, which look like hosts. */
const NO_DOMAIN =
  /\.(?:dll|exe|sys|ini|json|jsonl|log|txt|xml|html?|js|mjs|cjs|ts|css|py|rb|rs|go|java|class|jar|cpp|cc|cxx|c|hpp?|h|m|mm|swift|plist|conf|cfg|config|so|dylib|a|o|md|csv|zip|gz|tar|png|jpe?g|svg|pdf|pem|crt|cer|key|pac|tmp|bak|old|part|lock|pid|sock|db|sqlite|dat|bin|app|pkg|dmg|deb|rpm|msi|service|target|socket|ps1|sh|bat|cmd|reg|framework|exception|manager|client)$/i;
const SYMBOL =
  /^(?:system|microsoft|java|javax|com\.amazon|com\.apple|com\.microsoft|org\.\w+|amazon|preflight|windows|std|node)\./i;

function hideByPattern(text: string, naming: Naming): string {
  return text
    .replace(MAC, (found) => naming.mac(found))
    .replace(MAC_DOTTED, (found) => naming.mac(found))
    .replace(MAC_IN_NAME, (_found, lead: string, mac: string) => `${lead}-${naming.mac(mac)}`)
    .replace(EMAIL, (_found, user: string, host: string) => `${userOf(user, naming)}@${naming.host(host)}`)
    .replace(SID, (found) => naming.name('user', found))
    .replace(HOME, (_found, lead: string, user: string) => `${lead}${userOf(user, naming)}`)
    .replace(FQDN, (found) => (NO_DOMAIN.test(found) || SYMBOL.test(found) ? found : naming.host(found)));
}

/** Folders of the system beside the people's. */
const SHARED_FOLDERS = /^(?:public|default|all users|shared|guest|\.\.?)$/i;
const STAND_IN = /^[a-z]+6?-\d+$/;

function userOf(user: string, naming: Naming): string {
  return SHARED_FOLDERS.test(user) || STAND_IN.test(user) ? user : nameUser(user, naming);
}

/** `jane.doe` is also `jane_doe`, `Jane Doe`, `Doe, Jane`, `JaneDoe`, and each part of it that is no common word. */
export function nameUser(user: string, naming: Naming): string {
  const plain = decoded(user);
  const standIn = naming.name('user', plain);
  naming.alias(standIn, user);
  const parts = plain.split(/[\s._+-]+/).filter((part) => part.length > 1);
  const [first, last] = [parts[0], parts.at(-1)];
  if (parts.length < 2 || parts.length > 4 || first === undefined || last === undefined) return standIn;
  const joints = ['', ' ', '  ', '_', '-', '.', '+', '%20', '%2B'];
  for (const joint of joints)
    for (const form of [parts.join(joint), `${last}${joint}${first}`]) naming.alias(standIn, form);
  naming.alias(standIn, `${last}, ${first}`);
  for (const part of parts) if (part.length > 2 && !isKnownWord(part)) naming.alias(standIn, part);
  return standIn;
}

/** A stranger's `%` need not be an encoding. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const USER_KEY =
  /\b((?:user|login|logon|account|upn|member|owner|sam)(?:[_ -]?(?:name|id|principal|principal[_ -]?name|account))?\\*["']?\s{0,3}[:=]\s{0,3}\\*["']?)([\p{L}\p{N}][\p{L}\p{N}.@\\_+-]{1,63})/giu;
const SSID_KEY =
  /\b((?:b?ssid|wi-?fi|network[_ -]?name|profile)\\*["']?\s{0,40}[:=]\s{0,3}\\*["']?)([^\s"'\\,;][^"'\\,;\r\n]{0,31})/gi;
const HOST_KEY =
  /\b((?:host|computer|machine|device|node|workstation)[_ -]?name\\*["']?\s{0,3}[:=]\s{0,3}\\*["']?)([\p{L}\p{N}][\p{L}\p{N}._-]{1,63})/giu;

function hideKeyed(text: string, naming: Naming): string {
  return hideSettings(text, naming)
    .replace(
      USER_KEY,
      (found, lead: string, user: string) => keyed(found, user) ?? `${lead}${accountOf(user, naming)}`,
    )
    .replace(
      SSID_KEY,
      (found, lead: string, ssid: string) =>
        keyed(found, ssid) ?? `${lead}${naming.name('wifi', ssid.trim())}`,
    )
    .replace(
      HOST_KEY,
      (found, lead: string, host: string) => keyed(found, host) ?? `${lead}${naming.host(host)}`,
    );
}

/** The text as it stands where the value says nothing of a person. */
function keyed(found: string, value: string): string | null {
  const isOther = STAND_IN.test(value) || /^\d+$/.test(value) || new RegExp(MAC.source, 'i').test(value);
  return COMMON_WORDS.has(value.toLowerCase()) || isOther ? found : null;
}

/** `CORP\jane`, `jane@corp.example`, `jane`. */
function accountOf(account: string, naming: Naming): string {
  const [domain, name] = account.split(/\\+/);
  if (domain && name) return `${naming.name('name', domain)}\\${nameUser(name, naming)}`;
  const [user = account, host] = account.split('@');
  return host === undefined ? nameUser(user, naming) : `${nameUser(user, naming)}@${naming.host(host)}`;
}
