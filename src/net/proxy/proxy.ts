/**
 * Which proxy would this machine use for https on port 443? The person's option first, then what the operating system is set to (that is
 * what the client follows: technical-facts A.7), then the environment; on Linux the environment before GNOME, as its programs do.
 * Credentials are kept here, behind a function; facts and evidence know only that there are some.
 */
import type { ProxySetting } from '../../evidence/index.ts';
import type { CallOptions, CommandRunner, DnsPort, ProxyPort } from '../../probes/ports.ts';
import { withDeadline } from '../call-deadline.ts';
import { fetchPac } from './pac-file.ts';
import { loadPac, PacError, parsePacAnswer, type Pac } from './pac.ts';
import { isBypassed, type ProxyConfig } from './proxy-config.ts';
import { readProxySettings } from './proxy-system.ts';
import { parseProxyUrl, ProxyUrlError, type ProxyUrl } from './proxy-url.ts';

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
  /** Why the system's own setting could not be read; null: it was read. */
  unread(signal: AbortSignal): Promise<string | null>;
  /** `user:password` for a proxy of the form `http://host:port`; null without. */
  credentials(proxy: string): string | null;
}

/** Every client asks this name, so a PAC file's answer for it stands for the whole in the facts. */
const SAMPLE_HOST = 'clients.amazonworkspaces.com';
/** Reading a setting is quick; a PAC file comes from a server near by. */
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
    unread: async (signal) => (await resolver(signal)).unread ?? null,
    setting: async (signal) => {
      const { setting } = await resolver(signal);
      return { ...setting, hasCredentials: setting.httpsProxy !== null && secrets.has(setting.httpsProxy) };
    },
  };
}

interface Resolver extends ProxyPort {
  readonly setting: ProxySetting;
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
  if (setup.mode === 'none') return fixed(NO_PROXY, () => null);
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
  return config.pacUrl === null ? fromConfig(config, setup) : fromPac(config.pacUrl, setup);
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
  const { proxy, problem } = usableProxy(config, keep);
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

/** A proxy in the machine's own settings that is none is a fact about the machine, not an error of the person at the keyboard. */
function usableProxy(
  { proxyText }: Pick<ProxyConfig, 'proxyText'>,
  keep: Making['keep'],
): { readonly proxy: string | null; readonly problem: string | null } {
  if (proxyText === null) return { proxy: null, problem: null };
  try {
    return { proxy: keep(parseProxyUrl(proxyText)), problem: null };
  } catch (error) {
    if (error instanceof ProxyUrlError) return { proxy: null, problem: error.message };
    throw error;
  }
}

/** A PAC file decides for each host. Where it cannot be had or run the machine goes direct, and so do we, with the reason. */
async function fromPac(pacUrl: string, setup: ProxySetup & Making): Promise<Resolver> {
  const setting: ProxySetting = { ...NO_PROXY, source: 'pac', bypass: [], pacUrl: withoutSecrets(pacUrl) };
  try {
    const options = { timeoutMs: READ_TIMEOUT_MS, signal: setup.signal };
    const pac = await loadPac(await fetchPac(pacUrl, setup, options), setup);
    const sample = await askPac(pac, SAMPLE_HOST, setup);
    return {
      setting: { ...setting, httpsProxy: sample.proxy, problem: sample.problem },
      forHosts: (hosts, during) =>
        askForAll(
          hosts,
          async (host, signal) => (await askPac(pac, host, { ...setup, signal })).proxy,
          during,
        ),
    };
  } catch (error) {
    if (!(error instanceof PacError)) throw error;
    return fixed({ ...setting, problem: error.message }, () => null);
  }
}

/**
 * One host after the other: the sandbox has one thread. A script that fails or hangs is not asked again, and when the time is over the
 * answers so far count: the hosts that are left go direct, as they do in a browser.
 */
async function askForAll(
  hosts: readonly string[],
  ask: (host: string, signal: AbortSignal) => Promise<string | null>,
  options: CallOptions,
): Promise<Readonly<Record<string, string>>> {
  const pairs: [string, string | null][] = [];
  const work = async (over: AbortSignal): Promise<void> => {
    for (const host of hosts) pairs.push([host, await ask(host, over)]);
  };
  try {
    await withDeadline(options, work, () => undefined);
  } catch (error) {
    if (!(error instanceof PacError)) throw error;
  }
  return entriesOf(pairs);
}

async function askPac(
  pac: Pac,
  host: string,
  { keep, signal }: Making,
): Promise<ReturnType<typeof usableProxy>> {
  const answer = parsePacAnswer(await pac.find(host, signal));
  if (answer.kind === 'direct') return { proxy: null, problem: null };
  if (answer.kind === 'unsupported')
    return {
      proxy: null,
      problem: `the PAC file names a proxy of the kind ${answer.word}, which is not supported`,
    };
  return usableProxy({ proxyText: answer.hostPort }, keep);
}

function withoutSecrets(location: string): string {
  return location.replace(/\/\/[^/@\s]*@/, '//').slice(0, 500);
}
