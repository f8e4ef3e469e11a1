/** Users and passwords that stand in the proxy addresses of this machine: they are secrets wherever they turn up in a text. */

const VARIABLES = ['http_proxy', 'https_proxy', 'all_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY'];

export interface ProxySecrets {
  readonly users: readonly string[];
  readonly secrets: readonly string[];
}

/** `url`: the proxy that was named beside the environment, when one was. */
export function proxySecrets(
  env: Readonly<Record<string, string | undefined>>,
  url: string | null = null,
): ProxySecrets {
  const addresses = [url, ...VARIABLES.map((name) => env[name] ?? null)];
  const logins = addresses.flatMap((address) =>
    address !== null && URL.canParse(address) ? [new URL(address)] : [],
  );
  const secrets = logins.flatMap(({ password }) => [password, decoded(password)]);
  return {
    users: logins.map(({ username }) => username).filter((user) => user !== ''),
    secrets: secrets.filter((secret) => secret !== ''),
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
