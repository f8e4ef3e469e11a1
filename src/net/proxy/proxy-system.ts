/** What the operating system is set to about proxies: one tool a system, read once. A tool that fails is an unread fact, not "no proxy". */
import type { CallOptions, CommandResult, CommandRunner } from '../../probes/ports.ts';
import { configOf, type ProxyConfig, type ProxyFact } from './proxy-config.ts';
import { environmentFacts, readEnvironmentProxy } from './proxy-environment.ts';
import { gnomeFacts, parseGnomeProxy } from './proxy-gnome.ts';
import { macosFacts, parseMacosProxy } from './proxy-macos.ts';
import { parseWindowsProxy, WINDOWS_PROXY_KEYS, windowsFacts } from './proxy-windows.ts';

export interface SystemSetup {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly run: CommandRunner;
}

export interface ProxyReading {
  /** The setting that holds; null: none. */
  readonly config: ProxyConfig | null;
  readonly seen: readonly ProxyFact[];
  /** Why the system's own setting could not be read; null: it was, or there is none to read. */
  readonly unread: string | null;
}

type Command = readonly [file: string, ...args: string[]];

interface Source {
  readonly commands: readonly Command[];
  readonly parse: (output: string) => ProxyConfig | null;
  readonly facts: (output: string) => ProxyFact[];
  /** A system has the tool, always: where it cannot run, something forbids it. */
  readonly isPart: boolean;
}

const SOURCES: Partial<Record<NodeJS.Platform, Source>> = {
  win32: {
    commands: WINDOWS_PROXY_KEYS.map((key) => ['reg', 'query', key] as const),
    parse: parseWindowsProxy,
    facts: windowsFacts,
    isPart: true,
  },
  darwin: {
    commands: [['scutil', '--proxy']],
    parse: parseMacosProxy,
    facts: macosFacts,
    isPart: true,
  },
  linux: {
    commands: [['gsettings', 'list-recursively', 'org.gnome.system.proxy']],
    parse: parseGnomeProxy,
    facts: gnomeFacts,
    isPart: false,
  },
};

/** On Linux the environment comes before the desktop's setting, as its programs have it; elsewhere behind the system's. */
export async function readProxySettings(setup: SystemSetup, options: CallOptions): Promise<ProxyReading> {
  const environment = readEnvironmentProxy(setup.env);
  const system = await readSystem(setup, options);
  const isFirst = setup.platform === 'linux' && environment !== null;
  return {
    config: isFirst ? environment : (system.config ?? environment),
    seen: [...environmentFacts(setup.env), ...system.seen].map(withoutPassword),
    unread: system.unread,
  };
}

async function readSystem(setup: SystemSetup, options: CallOptions): Promise<ProxyReading> {
  const source = SOURCES[setup.platform];
  if (source === undefined) return { config: null, seen: [], unread: null };
  const results = await Promise.all(
    source.commands.map(([file, ...args]) => setup.run.run(file, args, options)),
  );
  const output = results.flatMap(({ failure, stdout }) => (failure === null ? [stdout] : [])).join('\n');
  const config = source.parse(output) ?? (await readKde(setup, options));
  return { config, seen: source.facts(output), unread: source.isPart ? problemOf(results) : null };
}

function problemOf(results: readonly CommandResult[]): string | null {
  const problem = results.find(({ failure }) => failure !== null)?.failure;
  return problem ? `${problem.code}: ${problem.detail ?? 'proxy settings'}` : null;
}

/** KDE keeps a setting of its own (kioslaverc); 0 is "no proxy", 4 is the environment, which is read anyway. */
async function readKde(
  { platform, env, run }: SystemSetup,
  options: CallOptions,
): Promise<ProxyConfig | null> {
  if (platform !== 'linux' || !/\bKDE\b/i.test(env['XDG_CURRENT_DESKTOP'] ?? '')) return null;
  const args = ['--file', 'kioslaverc', '--group', 'Proxy Settings', '--key', 'ProxyType'];
  const results = await Promise.all(
    ['kreadconfig6', 'kreadconfig5'].map((tool) => run.run(tool, args, options)),
  );
  const kind = results.find(({ exitCode }) => exitCode === 0)?.stdout.trim() ?? '';
  if (!/^[123]$/.test(kind)) return null;
  const text = 'KDE has a proxy setting of its own; Preflight does not follow it';
  const nothing = { proxyText: null, pacUrl: null, bypass: [], bypassStyle: 'exact' as const };
  return configOf({ ...nothing, source: 'kde', more: [{ kind: 'kde', text }] });
}

/** `http://user:password@host` without the first half; cut, because strangers write it. */
function withoutPassword(fact: ProxyFact): ProxyFact {
  return { ...fact, value: fact.value.replace(/^([a-z][a-z0-9+.-]*:\/\/)?[^/@\s]*@/i, '$1').slice(0, 500) };
}
