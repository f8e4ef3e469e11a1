/** The proxy of GNOME's settings, as `gsettings list-recursively org.gnome.system.proxy` prints them. */
import { configOf, joinHostPort, WPAD, type ProxyConfig, type ProxyFact } from './proxy-config.ts';

/** Null for mode `none` and for anything that is no such output. */
export function parseGnomeProxy(output: string): ProxyConfig | null {
  const mode = unquote(valueOf(output, '', 'mode'));
  if (mode !== 'manual' && mode !== 'auto') return null;
  const ignored = [...valueOf(output, '', 'ignore-hosts').matchAll(/'([^']*)'/g)];
  const automatic = unquote(valueOf(output, '', 'autoconfig-url'));
  const isManual = mode === 'manual';
  return configOf({
    source: 'gnome',
    proxyText: isManual ? fixedProxy(output) : null,
    pacUrl: !isManual && automatic !== '' ? automatic : null,
    bypass: ignored.map(([, entry = '']) => entry).slice(0, 200),
    // GSimpleProxyResolver: a name matches itself and everything below it.
    bypassStyle: 'suffix',
    socks: isManual ? hostPortOf(output, '.socks') : null,
    more: !isManual && automatic === '' ? [WPAD] : [],
  });
}

/** Without a proxy of its own, https takes that of http where it stands for all (glib-networking, gproxyresolvergnome.c). */
function fixedProxy(output: string): string | null {
  const hasOwn = unquote(valueOf(output, '.https', 'host')) !== '';
  const section = !hasOwn && valueOf(output, '', 'use-same-proxy') === 'true' ? '.http' : '.https';
  return hostPortOf(output, section);
}

type Section = '' | '.http' | '.https' | '.socks';

function hostPortOf(output: string, section: Section): string | null {
  const host = unquote(valueOf(output, section, 'host'));
  return host === '' ? null : joinHostPort(host, valueOf(output, section, 'port'));
}

function valueOf(output: string, section: Section, key: string): string {
  const start = `org.gnome.system.proxy${section} ${key} `;
  const line = output.split(/\r?\n/).find((candidate) => candidate.startsWith(start));
  return line?.slice(start.length).trim() ?? '';
}

function unquote(text: string): string {
  return text.replace(/^'(.*)'$/, '$1');
}

/** The values that say something: not the empty hosts of proxies that nobody has set. */
export function gnomeFacts(output: string): ProxyFact[] {
  const keys = [
    ['', 'mode'],
    ['', 'autoconfig-url'],
    ['', 'use-same-proxy'],
  ] as const;
  const plain = keys.map(([section, key]) => [key, unquote(valueOf(output, section, key))] as const);
  const hosts = (['.http', '.https', '.socks'] as const).map(
    (section) => [section.slice(1), hostPortOf(output, section) ?? ''] as const,
  );
  return [...plain, ...hosts].flatMap(([name, value]) =>
    value === '' ? [] : [{ place: 'system' as const, name, value }],
  );
}
