/**
 * A PAC file decides for each host, and its answer is a list: the system takes the entries in their order until one answers, and so do we. An
 * entry that is no proxy for the client (SOCKS, HTTPS, a word that nobody knows, no address) is passed over.
 */
import type { ProxySetting } from '../../evidence/index.ts';
import type { CallOptions, DnsPort, ProxyPort } from '../../probes/ports.ts';
import { withDeadline } from '../call-deadline.ts';
import { openTcp } from '../https/https-tcp.ts';
import { addressOf, fetchPac } from './pac-file.ts';
import { loadPac, PacError, parsePacAnswer, type Pac, type PacEntry } from './pac.ts';
import { usableProxy, type ProxyUrl } from '../../core/proxy-url.ts';

/** What one machine's setting gives for each host, and the setting as a fact. */
export interface Resolver extends ProxyPort {
  readonly setting: ProxySetting;
}

export interface PacSetup {
  readonly dns: Pick<DnsPort, 'lookup'>;
  readonly platform: NodeJS.Platform;
  readonly userAgent: string;
  readonly keep: (url: ProxyUrl) => string;
  readonly signal: AbortSignal;
}

/** Every client asks this name, so a PAC file's answer for it stands for the whole in the facts. */
const SAMPLE_HOST = 'clients.amazonworkspaces.com';
/** A PAC file comes from a server near by. */
const READ_TIMEOUT_MS = 3000;
/** A proxy that takes no connection for so long is dead: browsers wait longer, but a run has to end. */
const PROXY_TIMEOUT_MS = 1500;

/** Where the file cannot be had or run the machine goes direct, and so do we, with the reason. */
export async function openPac(pacUrl: string, setup: PacSetup): Promise<Resolver> {
  const setting: ProxySetting = { ...NOTHING, pacUrl: withoutSecrets(pacUrl) };
  try {
    const options = { timeoutMs: READ_TIMEOUT_MS, signal: setup.signal };
    const pac = await loadPac(await fetchPac(pacUrl, setup, options), setup);
    const walker = new Walker(setup);
    const sample = await walker.walk(await pac.find(SAMPLE_HOST, setup.signal));
    const fact = { httpsProxy: sample.proxy, pacEntries: [...sample.entries], problem: sample.problem };
    return {
      setting: { ...setting, ...fact },
      forHosts: (hosts, during) => askForAll({ hosts, pac, walker }, during),
    };
  } catch (error) {
    if (!(error instanceof PacError)) throw error;
    return { setting: { ...setting, problem: error.message }, forHosts: () => Promise.resolve({}) };
  }
}

const NOTHING: ProxySetting = {
  source: 'pac',
  httpsProxy: null,
  hasCredentials: false,
  bypass: [],
  pacUrl: null,
  problem: null,
};

interface Asking {
  readonly hosts: readonly string[];
  readonly pac: Pac;
  readonly walker: Walker;
}

/**
 * One host after the other: the sandbox has one thread. A script that fails or hangs is not asked again, and when the time is over the
 * answers so far count: the hosts that are left go direct, as they do in a browser.
 */
async function askForAll(
  { hosts, pac, walker }: Asking,
  options: CallOptions,
): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {};
  const work = async (over: AbortSignal): Promise<void> => {
    for (const host of hosts) {
      const { proxy } = await walker.walk(await pac.find(host, over));
      if (proxy !== null) found[host] = proxy;
    }
  };
  try {
    await withDeadline(options, work, () => undefined);
  } catch (error) {
    if (!(error instanceof PacError)) throw error;
  }
  return { ...found };
}

interface Walked {
  readonly proxy: string | null;
  readonly problem: string | null;
  readonly entries: readonly Fact[];
}

type Fact = NonNullable<ProxySetting['pacEntries']>[number];

/** Each proxy and each answer are tried once a run. */
class Walker {
  private readonly answers = new Map<string, Promise<Walked>>();
  private readonly tried = new Map<string, Promise<string | null>>();

  private readonly setup: PacSetup;

  constructor(setup: PacSetup) {
    this.setup = setup;
  }

  /** Reads one answer of the script and takes its entries in order. */
  walk(answer: string): Promise<Walked> {
    const walked = this.answers.get(answer) ?? this.walkEntries(parsePacAnswer(answer));
    this.answers.set(answer, walked);
    return walked;
  }

  private async walkEntries(entries: readonly PacEntry[]): Promise<Walked> {
    const facts = entries.map((entry) => this.factOf(entry));
    const ways = facts.filter(({ kind }) => kind !== 'unusable');
    const end = ways.findIndex(({ kind }) => kind === 'direct');
    // One way alone is taken in any case; the checks themselves tell whether it works.
    const open = end === -1 ? ways : ways.slice(0, end + 1);
    if (open.length > 1) await Promise.all(open.map((fact) => this.tryOut(fact)));
    const used = open.find(({ outcome }) => outcome !== 'dead') ?? open[0];
    if (used !== undefined && used.outcome !== 'dead') used.outcome = 'used';
    return { proxy: used?.proxy ?? null, problem: problemOf(entries, used), entries: facts };
  }

  private factOf(entry: PacEntry): Fact {
    const proxy = entry.kind === 'proxy' ? usableProxy(entry.hostPort, this.setup.keep).proxy : null;
    const kind = entry.kind === 'proxy' && proxy === null ? 'unusable' : entry.kind;
    const outcome = kind === 'unusable' ? 'passed-over' : 'not-asked';
    return { kind, proxy, word: wordOf(entry), outcome, failure: null };
  }

  private async tryOut(fact: Fact): Promise<void> {
    if (fact.proxy === null) return;
    const trial = this.tried.get(fact.proxy) ?? this.connect(new URL(fact.proxy));
    this.tried.set(fact.proxy, trial);
    fact.failure = await trial;
    fact.outcome = fact.failure === null ? 'answered' : 'dead';
  }

  /** Null when the proxy takes a connection; else the failure's code. */
  private async connect({ hostname, port }: URL): Promise<string | null> {
    const { dns, signal } = this.setup;
    const found = await addressOf(hostname.replace(/^\[|\]$/g, ''), dns, signal);
    if (found.address === null)
      return found.failure === 'dns-timeout' ? found.failure : 'proxy-name-not-found';
    const to = { address: found.address, port: Number(port || 80) };
    const { socket, failure } = await openTcp(to, { timeoutMs: PROXY_TIMEOUT_MS, signal });
    socket?.destroy();
    return failure?.code ?? null;
  }
}

const wordOf = (entry: PacEntry): string =>
  entry.kind === 'unusable' ? entry.word : entry.kind === 'proxy' ? 'PROXY' : 'DIRECT';

/** Said where an entry was passed over and no proxy is left: the client then goes another way than a browser here. */
function problemOf(entries: readonly PacEntry[], used: Fact | undefined): string | null {
  const passed = entries.find(({ kind }) => kind !== 'direct');
  if (passed === undefined || passed.kind === 'direct' || (used !== undefined && used.proxy !== null))
    return null;
  if (passed.kind === 'proxy') return usableProxy(passed.hostPort, ({ proxy }) => proxy).problem;
  return `the PAC file names a proxy of the kind ${passed.word}, which is not supported`;
}

function withoutSecrets(location: string): string {
  return location.replace(/\/\/[^/@\s]*@/, '//').slice(0, 500);
}
