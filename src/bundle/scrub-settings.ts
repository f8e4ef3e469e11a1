/**
 * Proxy settings as the tools of three systems print them: a host or a person there is often one bare word, which looks like nothing. What is
 * in use was named by the facts already; these lines may hold a setting that is switched off as well.
 */
import type { Naming } from './naming.ts';

interface SettingLine {
  /** The key with everything up to its value. */
  readonly pattern: RegExp;
  readonly kind: 'host' | 'user';
}

const LINES: readonly SettingLine[] = [
  // gsettings list-recursively org.gnome.system.proxy
  { pattern: /^(org\.gnome\.system\.proxy\S* (?:host|ignore-hosts) )(.+)$/gim, kind: 'host' },
  { pattern: /^(org\.gnome\.system\.proxy\S* authentication-user )(.+)$/gim, kind: 'user' },
  // reg query "...\Internet Settings"
  { pattern: /^(\s*Proxy(?:Server|Override)[ \t]+REG_[A-Z_]+[ \t]+)(\S.*)$/gim, kind: 'host' },
  { pattern: /^(\s*Proxy(?:User|UserName)[ \t]+REG_[A-Z_]+[ \t]+)(\S.*)$/gim, kind: 'user' },
  // scutil --proxy; an exception is a numbered row
  { pattern: /^(\s*(?:HTTPS?|FTP|SOCKS|RTSP|Gopher)Proxy : )(\S.*)$/gim, kind: 'host' },
  { pattern: /^(\s*(?:HTTPS?|FTP|SOCKS)(?:Proxy)?User(?:name)? : )(\S.*)$/gim, kind: 'user' },
  { pattern: /^(\s*\d{1,3} : )([^\s:]+)$/gim, kind: 'host' },
];

/** Words of the settings themselves, addresses and stand-ins stay; a name is what is left. */
const WORD = /[\p{L}\p{N}_][\p{L}\p{N}_.-]*/gu;
const OWN_WORD =
  /^(?:https?|ftp|socks|local|localhost|\d[\d.]*|[a-z]+6?-\d+|hidden|as|[\da-f:]*::[\da-f:]*)$/i;

/** `http://wpad/proxy.pac`: a bare word between scheme and path. */
const BARE_URL_HOST = /([a-z][a-z0-9+.-]{1,20}:\/\/)([\p{L}_][\p{L}\p{N}_-]{0,62})(?![\p{L}\p{N}_.@-])/giu;

export function hideSettings(text: string, naming: Naming): string {
  const withoutUrls = text.replace(BARE_URL_HOST, (found, scheme: string, host: string) =>
    OWN_WORD.test(host) ? found : `${scheme}${naming.host(host)}`,
  );
  return LINES.reduce(
    (safe, { pattern, kind }) =>
      safe.replace(
        pattern,
        (_line, lead: string, value: string) =>
          `${lead}${value.replace(WORD, (word) => (OWN_WORD.test(word) ? word : named(word, kind, naming)))}`,
      ),
    withoutUrls,
  );
}

function named(word: string, kind: SettingLine['kind'], naming: Naming): string {
  return kind === 'host' ? naming.host(word) : naming.name('user', word);
}
