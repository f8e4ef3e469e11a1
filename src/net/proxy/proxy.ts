/**
 * Which proxy would this machine use for https on port 443? The person's option first, then what the operating system is set to (that is
 * what the client follows: technical-facts A.7), then the environment; on Linux the environment before GNOME, as its programs do.
 * Credentials are kept here, behind a function; facts and evidence know only that there are some.
 */
import type { ProxySetting } from '../../evidence/index.ts';
import type { CommandRunner, DnsPort, ProxyPort } from '../../probes/ports.ts';
import { isBypassed, type ProxyConfig } from './proxy-config.ts';
import { openPac, type Resolver as PacResolver } from './proxy-pac.ts';
import { readProxySettings } from './proxy-system.ts';
import { usableProxy, type ProxyUrl } from '../../core/proxy-url.ts';

export interface ProxySetup {
  /** Follow this machine, use none, or use this one. */
  readonly choice: 'auto' | 'none' | ProxyUrl;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly run: CommandRunner;
  readonly dns: Pick<DnsPort, 'lookup'>;
  readonly userAgent: string;
}

export interface ProxyReader extends ProxyPort {
  /** The setting as facts of the host. With a PAC file `httpsProxy` is its answer for `clients.amazonworkspaces.com`. */
  setting(signal: AbortSignal): Promise<ProxySetting>;
  /** Why the system's own setting could not be read; null: it was read. */
  unread(signal: AbortSignal): Promise<string | null>;
  /** `user:password` for a proxy of the form `http://host:port`; null without. */
  credentials(proxy: string): string | null;
}

/** Reading a setting is quick. */
const READ_TIMEOUT_MS = 3000;

/** Reads the machine on the first question and keeps the answer. */
export function makeProxyReader(setup: ProxySetup): ProxyReader {
  const secrets = new Map<string, string>();
  const keep = ({ proxy, credentials }: ProxyUrl): string => {
    if (credentials !== null) secrets.set(proxy, credentials);
    return proxy;
  };
  const optional = typeof setup.choice === 'string' ? null : keep(setup.choice);
  let known: Promise<Resolver> | undefined;
  const resolver = (signal: AbortSignal): Promise<Resolver> => {
    known ??= makeResolver(setup, { optional, keep, signal }).catch((error: unknown) => {
      known = undefined; // a cancelled reading is not an answer
      throw error;
    });
    return known;
  };
  return {
    credentials: (proxy) => secrets.get(proxy) ?? null,
    forHosts: async (hosts, options) => (await resolver(options.signal)).forHosts(hosts, options),
    unread: async (signal) => (await resolver(signal)).unread ?? null,
    setting: async (signal) => {
      const { setting } = await resolver(signal);
      return { ...setting, hasCredentials: setting.httpsProxy !== null && secrets.has(setting.httpsProxy) };
    },
  };
}

interface Resolver extends PacResolver {
  /** Why the system's own setting could not be read. */
  readonly unread?: string | null;
}

interface Making {
  readonly optional: string | null;
  readonly keep: (url: ProxyUrl) => string;
  readonly signal: AbortSignal;
}

const NO_PROXY: ProxySetting = {
  source: 'none',
  httpsProxy: null,
  hasCredentials: false,
  bypass: [],
  pacUrl: null,
  problem: null,
};

async function makeResolver(setup: ProxySetup, making: Making): Promise<Resolver> {
  if (setup.choice === 'none') return fixed(NO_PROXY, () => null);
  if (making.optional !== null) {
    const { optional } = making;
    return fixed({ ...NO_PROXY, source: 'option', httpsProxy: optional }, () => optional);
  }
  const options = { timeoutMs: READ_TIMEOUT_MS, signal: making.signal };
  const { config, seen, unread } = await readProxySettings(setup, options);
  const resolver = await followed(config, { ...setup, ...making });
  const { setting } = resolver;
  const notFollowed = [...(config?.notFollowed ?? []), ...(setting.notFollowed ?? [])];
  return {
    ...resolver,
    setting: { ...setting, notFollowed, seen: unread === null ? [...seen] : null },
    unread,
  };
}

async function followed(config: ProxyConfig | null, setup: ProxySetup & Making): Promise<Resolver> {
  if (config === null) return fixed(NO_PROXY, () => null);
  return config.pacUrl === null ? fromConfig(config, setup) : openPac(config.pacUrl, setup);
}

function fixed(setting: ProxySetting, proxyOf: (host: string) => string | null): Resolver {
  return {
    setting,
    forHosts: (hosts) => Promise.resolve(entriesOf(hosts.map((host) => [host, proxyOf(host)]))),
  };
}

function entriesOf(pairs: readonly (readonly [string, string | null])[]): Readonly<Record<string, string>> {
  return Object.fromEntries(pairs.filter((pair): pair is readonly [string, string] => pair[1] !== null));
}

function fromConfig(config: ProxyConfig, { keep }: Making): Resolver {
  const { proxy, problem } = usableProxy(config.proxyText, keep);
  const kind = /^\s*socks/i.test(config.proxyText ?? '') ? ('socks' as const) : ('other' as const);
  const setting: ProxySetting = {
    ...NO_PROXY,
    notFollowed: problem === null ? [] : [{ kind, text: problem }],
    source: config.source,
    httpsProxy: proxy,
    bypass: [...config.bypass],
    problem: problem ?? config.problem,
  };
  return fixed(setting, (host) => (isBypassed(host, config) ? null : proxy));
}
