/** The proxy of Windows' Internet settings, as `reg query` prints them. Automatic detection (WPAD) is not read: known-limits.md. */
import { splitList, type ProxyConfig } from './proxy-config.ts';

/** The key that WinINET keeps for the user (Microsoft, "Internet Settings"). */
export const WINDOWS_PROXY_KEY = 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings';

/** Null when the output names neither an enabled proxy nor a PAC file. */
export function parseWindowsProxy(output: string): ProxyConfig | null {
  const values = readValues(output);
  const isEnabled = Number(values.get('proxyenable') ?? '0') === 1;
  const proxyText = isEnabled ? httpsEntry(values.get('proxyserver') ?? '') : null;
  const pacUrl = values.get('autoconfigurl') ?? null;
  if (proxyText === null && pacUrl === null) return null;
  return {
    source: 'windows-registry',
    proxyText,
    pacUrl,
    bypass: splitList(values.get('proxyoverride') ?? '', /[;\s]+/),
    bypassStyle: 'exact',
    problem: null,
  };
}

/** `    ProxyServer    REG_SZ    proxy:8080`, names in lower case. Values that are empty are left out. */
function readValues(output: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const line of output.split(/\r?\n/)) {
    const [, name, value] = /^\s+(\S+)\s+REG_[A-Z_]+\s+(\S.*?)\s*$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined) values.set(name.toLowerCase(), value);
  }
  return values;
}

/** One proxy for everything, or `http=a:80;https=b:443;socks=c:1080`. Null where https has none. */
function httpsEntry(server: string): string | null {
  const entries = splitList(server, /[;\s]+/);
  const own = entries.find((entry) => entry.toLowerCase().startsWith('https='));
  if (own !== undefined) return own.slice('https='.length);
  return entries.find((entry) => !entry.includes('=')) ?? null;
}
