/**
 * Which proxy would this machine use for https on port 443? The person's option first, then what the operating system is set to (that is
 * what the client follows: technical-facts A.7), then the environment; on Linux the environment before GNOME, as its programs do.
 * Credentials are kept here, behind a function; facts and evidence know only that there are some.
 */
import type { ProxySetting } from '../../evidence/index.ts';
import type { CallOptions, CommandRunner, DnsPort, ProxyPort } from '../../probes/ports.ts';
import { isBypassed, type ProxyConfig } from './proxy-config.ts';
import { readEnvironmentProxy } from './proxy-environment.ts';
import { parseGnomeProxy } from './proxy-gnome.ts';
import { parseMacosProxy } from './proxy-macos.ts';
import { openPac, type Resolver } from './proxy-pac.ts';
import { parseProxyUrl, usableProxy, type ProxyUrl } from './proxy-url.ts';
import { parseWindowsProxy, WINDOWS_PROXY_KEY } from './proxy-windows.ts';

export interface ProxySetup {
  /** Of `--proxy`: follow this machine, use none, or use `url`. */
  readonly mode: 'auto' | 'none' | 'url';
  /** Only with mode `url`. */
  readonly url: string | null;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly run: CommandRunner;
  readonly dns: Pick<DnsPort, 'lookup'>;
  readonly userAgent: string;
}

export interface ProxyReader extends ProxyPort {
  /** The setting as facts of the host. With a PAC file `httpsProxy` is its answer for `clients.amazonworkspaces.com`. */
  setting(signal: AbortSignal): Promise<ProxySetting>;
  /** `user:password` for a proxy of the form `http://host:port`; null without. */
  credentials(proxy: string): string | null;
}

/** Reading a setting is quick. */
const READ_TIMEOUT_MS = 3000;

/** Reads the machine on the first question and keeps the answer. Throws ProxyUrlError at once when `url` is no address of a proxy. */
export function makeProxyReader(setup: ProxySetup): ProxyReader {
  const option = setup.mode === 'url' ? parseProxyUrl(setup.url ?? '') : null;
  const secrets = new Map<string, string>();
  const keep = ({ proxy, credentials }: ProxyUrl): string => {
    if (credentials !== null) secrets.set(proxy, credentials);
    return proxy;
  };
  const optional = option === null ? null : keep(option);
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
    setting: async (signal) => {
      const { setting } = await resolver(signal);
      return { ...setting, hasCredentials: setting.httpsProxy !== null && secrets.has(setting.httpsProxy) };
    },
  };
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
  if (setup.mode === 'none') return fixed(NO_PROXY, () => null);
  if (making.optional !== null) {
    const { optional } = making;
    return fixed({ ...NO_PROXY, source: 'option', httpsProxy: optional }, () => optional);
  }
  const config = await readConfig(setup, making.signal);
  if (config === null) return fixed(NO_PROXY, () => null);
  return config.pacUrl === null
    ? fromConfig(config, making)
    : openPac(config.pacUrl, { ...setup, ...making });
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
  const setting = {
    ...NO_PROXY,
    source: config.source,
    httpsProxy: proxy,
    bypass: [...config.bypass],
    problem: problem ?? config.problem,
  };
  return fixed(setting, (host) => (isBypassed(host, config) ? null : proxy));
}

async function readConfig(setup: ProxySetup, signal: AbortSignal): Promise<ProxyConfig | null> {
  const environment = readEnvironmentProxy(setup.env);
  if (setup.platform === 'linux' && environment !== null) return environment;
  return (await readSystem(setup, signal)) ?? environment;
}

interface Source {
  readonly command: readonly [file: string, ...args: string[]];
  readonly parse: (output: string) => ProxyConfig | null;
}

const SOURCES: Partial<Record<NodeJS.Platform, Source>> = {
  win32: { command: ['reg', 'query', WINDOWS_PROXY_KEY], parse: parseWindowsProxy },
  darwin: { command: ['scutil', '--proxy'], parse: parseMacosProxy },
  linux: { command: ['gsettings', 'list-recursively', 'org.gnome.system.proxy'], parse: parseGnomeProxy },
};

/** Null where the system has no such setting or no such tool. */
async function readSystem({ platform, run }: ProxySetup, signal: AbortSignal): Promise<ProxyConfig | null> {
  const source = SOURCES[platform];
  if (source === undefined) return null;
  const [file, ...args] = source.command;
  const options: CallOptions = { timeoutMs: READ_TIMEOUT_MS, signal };
  const { stdout, failure } = await run.run(file, args, options);
  return failure === null ? source.parse(stdout) : null;
}
