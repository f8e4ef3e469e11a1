/** Proxy out of the environment variables that curl, Go and most tools of Linux follow (https://everything.curl.dev/usingcurl/proxies/env). */
import { splitList, type ProxyConfig, type ProxyFact } from './proxy-config.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Null when no variable for https is set. The lower-case name wins, as in curl. */
export function readEnvironmentProxy(env: Environment): ProxyConfig | null {
  const proxyText = variable(env, 'https_proxy') ?? variable(env, 'all_proxy');
  if (proxyText === null) return null;
  return {
    source: 'environment',
    proxyText,
    pacUrl: null,
    bypass: splitList(variable(env, 'no_proxy') ?? '', /[,\s]+/),
    bypassStyle: 'suffix',
    problem: null,
    notFollowed: [],
  };
}

const VARIABLES = ['https_proxy', 'http_proxy', 'all_proxy', 'no_proxy'];

/** The variables that are set, whether https goes by them or not. */
export function environmentFacts(env: Environment): ProxyFact[] {
  return VARIABLES.flatMap((name) => {
    const value = variable(env, name);
    return value === null ? [] : [{ place: 'environment' as const, name, value }];
  });
}

/** An empty variable counts as none, and the other spelling is asked. */
function variable(env: Environment, name: string): string | null {
  return [env[name], env[name.toUpperCase()]].find((value = '') => value.trim() !== '') ?? null;
}
