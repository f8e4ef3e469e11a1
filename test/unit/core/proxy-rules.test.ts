import { expect, test } from '@jest/globals';
import { PROXY_RULES, proxyUse } from '../../../src/core/proxy-rules.ts';

test.each([
  ['sign-in of the Windows client follows the system', 'windows', 'tcp', 443, 'system'],
  ['PCoIP never goes by proxy', 'macos', 'tcp', 4172, 'never'],
  ['UDP never goes by proxy', 'windows', 'udp', 4195, 'never'],
  ['DCV over TCP can, from a version on', 'windows', 'tcp', 4195, 'possible'],
  ['DCV over TCP cannot on Linux', 'linux', 'tcp', 4195, 'never'],
  ['what no document tells is unknown, not "never"', 'zero-client', 'tcp', 443, null],
] as const)('%s', (_why, client, transport, port, wanted) => {
  expect(proxyUse(client, transport, port)?.use ?? null).toBe(wanted);
});

test('no two rows speak of the same traffic of one client', () => {
  const keys = PROXY_RULES.flatMap((rule) =>
    rule.clients.map((client) => `${client} ${rule.transport} ${rule.port}`),
  );
  expect(new Set(keys).size).toBe(keys.length);
});
