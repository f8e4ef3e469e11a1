/** Proxy out of the environment variables that curl, Go and most tools of Linux follow (https://everything.curl.dev/usingcurl/proxies/env). */
import { splitList, type ProxyConfig } from './proxy-config.ts';

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
  };
}

function variable(env: Environment, name: string): string | null {
  const value = env[name] ?? env[name.toUpperCase()] ?? '';
  return value.trim() === '' ? null : value;
}
