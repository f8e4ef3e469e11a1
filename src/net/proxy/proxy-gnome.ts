/** The proxy of GNOME's settings, as `gsettings list-recursively org.gnome.system.proxy` prints them. */
import { joinHostPort, WPAD_PROBLEM, type ProxyConfig } from './proxy-config.ts';

/** Null for mode `none` and for anything that is no such output. */
export function parseGnomeProxy(output: string): ProxyConfig | null {
  const mode = unquote(valueOf(output, '', 'mode'));
  if (mode !== 'manual' && mode !== 'auto') return null;
  const ignored = [...valueOf(output, '', 'ignore-hosts').matchAll(/'([^']*)'/g)];
  const automatic = unquote(valueOf(output, '', 'autoconfig-url'));
  return {
    source: 'gnome',
    proxyText: mode === 'manual' ? fixedProxy(output) : null,
    pacUrl: mode === 'auto' && automatic !== '' ? automatic : null,
    bypass: ignored.map(([, entry = '']) => entry).slice(0, 200),
    // GSimpleProxyResolver: a name matches itself and everything below it.
    bypassStyle: 'suffix',
    problem: mode === 'auto' && automatic === '' ? WPAD_PROBLEM : null,
  };
}

/** Without a proxy of its own, https takes that of http where it stands for all (glib-networking, gproxyresolvergnome.c). */
function fixedProxy(output: string): string | null {
  const hasOwn = unquote(valueOf(output, '.https', 'host')) !== '';
  const section = !hasOwn && valueOf(output, '', 'use-same-proxy') === 'true' ? '.http' : '.https';
  const host = unquote(valueOf(output, section, 'host'));
  return host === '' ? null : joinHostPort(host, valueOf(output, section, 'port'));
}

function valueOf(output: string, section: '' | '.http' | '.https', key: string): string {
  const start = `org.gnome.system.proxy${section} ${key} `;
  const line = output.split(/\r?\n/).find((candidate) => candidate.startsWith(start));
  return line?.slice(start.length).trim() ?? '';
}

function unquote(text: string): string {
  return text.replace(/^'(.*)'$/, '$1');
}
