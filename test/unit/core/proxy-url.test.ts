import { expect, test } from '@jest/globals';
import { parseProxyUrl, ProxyUrlError } from '../../../src/core/proxy-url.ts';

test.each([
  ['a full address', 'http://proxy.corp.example:8080', 'http://proxy.corp.example:8080', null],
  ['without scheme', 'proxy.corp.example:3128', 'http://proxy.corp.example:3128', null],
  ['without port: that of http', 'http://proxy.corp.example/', 'http://proxy.corp.example:80', null],
  ['an address', '10.0.0.1:3128', 'http://10.0.0.1:3128', null],
  ['an IPv6 address', 'http://[FD00::1]:3128', 'http://[fd00::1]:3128', null],
  [
    'credentials are parted and decoded',
    'http://me:p%40ss@proxy.example:1',
    'http://proxy.example:1',
    'me:p@ss',
  ],
])('%s', (_why, text, proxy, credentials) => {
  expect(parseProxyUrl(text)).toEqual({ proxy, credentials });
});

test.each([
  ['nothing', ''],
  ['a SOCKS proxy', 'socks5://proxy.example:1080'],
  ['a proxy by TLS', 'https://proxy.example:443'],
  ['a path', 'http://proxy.example:80/path'],
  ['a query', 'http://proxy.example:80/?a'],
  ['a fragment', 'http://proxy.example:80/#a'],
  ['a port that is none', 'http://proxy.example:99999'],
  ['blanks', 'http://pro xy:80'],
  ['an option', '--help'],
  ['a name of 300 letters', `http://${'a'.repeat(300)}:80`],
  ['a text of 10 000 letters', 'x'.repeat(10_000)],
  ['a stray %', 'http://me:100%@proxy.example:80'],
])('%s is refused in one line', (_why, text) => {
  expect(() => parseProxyUrl(text)).toThrow(ProxyUrlError);
});

test('the message never repeats a password', () => {
  expect(() => parseProxyUrl('socks5://me:secret@proxy.example:1')).toThrow(/^(?!.*secret)/);
});
