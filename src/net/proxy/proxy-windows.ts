/**
 * The proxy of Windows' Internet settings, as `reg query` prints them key by key: of the user, of the machine, and what policies say of
 * both. With the policy `ProxySettingsPerUser` at 0 the machine's settings hold for everybody and the user's for nobody (Microsoft,
 * "Make proxy settings per-machine"). What automatic detection (WPAD) would find is not looked for: known-limits.md.
 */
import { configOf, splitList, WPAD, type ProxyConfig, type ProxyFact } from './proxy-config.ts';

const SETTINGS = 'Microsoft\\Windows\\CurrentVersion\\Internet Settings';

/** The keys that WinINET keeps or obeys (Microsoft, "Internet Settings"). */
export const WINDOWS_PROXY_KEYS = [
  `HKCU\\Software\\${SETTINGS}`,
  `HKCU\\Software\\Policies\\${SETTINGS}`,
  `HKLM\\Software\\${SETTINGS}`,
  `HKLM\\Software\\Policies\\${SETTINGS}`,
] as const;

type Values = ReadonlyMap<string, string>;
type Place = 'user' | 'user-policy' | 'machine' | 'machine-policy';

/** Null when the output of these queries names neither an enabled proxy nor a PAC file nor a setting that could not be followed. */
export function parseWindowsProxy(output: string): ProxyConfig | null {
  const value = valuesThatHold(readKeys(output));
  const server = isOn(value('ProxyEnable')) ? (value('ProxyServer') ?? '') : '';
  return configOf({
    source: 'windows-registry',
    proxyText: entryOf(server, 'https') ?? entryOf(server, null),
    pacUrl: value('AutoConfigURL') ?? null,
    bypass: splitList(value('ProxyOverride') ?? '', /[;\s]+/),
    bypassStyle: 'exact',
    socks: entryOf(server, 'socks'),
    more: isOn(value('AutoDetect')) ? [WPAD] : [],
  });
}

/** The user's values, or the machine's: by policy, and where the user has none at all. */
function valuesThatHold(keys: ReadonlyMap<Place, Values>): (name: string) => string | undefined {
  const perUser = keys.get('machine-policy')?.get('proxysettingsperuser');
  const isPerUser = perUser === undefined || Number(perUser) !== 0;
  const values = (isPerUser ? keys.get('user') : undefined) ?? keys.get('machine');
  return (name) => values?.get(name.toLowerCase());
}

function isOn(value: string | undefined): boolean {
  return Number(value ?? '0') === 1;
}

/** Names as Windows writes them; anything else under the keys (User Agent, zones) says nothing of proxies. */
const FACTS = ['ProxyEnable', 'ProxyServer', 'AutoConfigURL', 'AutoDetect', 'ProxySettingsPerUser'];

/** Every value about proxies, also those that do not hold. */
export function windowsFacts(output: string): ProxyFact[] {
  return [...readKeys(output)].flatMap(([place, values]) =>
    FACTS.flatMap((name) => {
      const value = values.get(name.toLowerCase());
      if (value === undefined) return [];
      return [{ place, name, value: /^0x[0-9a-f]+$/i.test(value) ? String(Number(value)) : value }];
    }),
  );
}

const SETTINGS_KEY =
  /^(HKEY_[A-Z_]+)\\Software\\(Policies\\)?Microsoft\\Windows\\CurrentVersion\\Internet Settings\s*$/i;

/** Null for any other key, also those below the settings. */
function placeOf(line: string): Place | null {
  const [, hive, policies] = SETTINGS_KEY.exec(line) ?? [];
  if (hive === undefined) return null;
  const owner = /LOCAL_MACHINE/i.test(hive) ? 'machine' : 'user';
  return policies === undefined ? owner : `${owner}-policy`;
}

/** Values by the place of their key; `    ProxyServer    REG_SZ    proxy:8080`, names in lower case. Empty values are left out. */
function readKeys(output: string): ReadonlyMap<Place, Values> {
  const keys = new Map<Place, Map<string, string>>();
  // Without a heading it is the answer to a question about the user's key.
  let place: Place | null = 'user';
  for (const line of output.split(/\r?\n/)) {
    if (line.startsWith('HKEY_')) place = placeOf(line);
    const [, name, value] = /^\s+(\S+)\s+REG_[A-Z_]+\s+(\S.*?)\s*$/.exec(line) ?? [];
    if (place === null || name === undefined || value === undefined) continue;
    const values = keys.get(place) ?? new Map<string, string>();
    keys.set(place, values.set(name.toLowerCase(), value));
  }
  return keys;
}

/** One proxy for everything (`scheme` null), or `http=a:80;https=b:443;socks=c:1080`. Null where the scheme has none. */
function entryOf(server: string, scheme: 'https' | 'socks' | null): string | null {
  const entries = splitList(server, /[;\s]+/);
  if (scheme === null) return entries.find((entry) => !entry.includes('=')) ?? null;
  const own = entries.find((entry) => entry.toLowerCase().startsWith(`${scheme}=`));
  return own?.slice(scheme.length + 1) ?? null;
}
