/** `config … edit … set … next … end`, as the FortiOS CLI reference has it for the four sections that we write. */
import { blockOfMask, eachLine, known, linesOf, product, said, type Said } from './said.ts';

const SECTIONS = ['address', 'address6', 'service custom', 'policy'];

export function saidByFortios(text: string): Said {
  const objects = new Map<string, string>();
  const found: string[] = [];
  let section = '';
  let name = '';
  let policy: Record<string, string[]> = {};
  const quoted = (list: string): string[] => [...list.matchAll(/"([^"\\]*)"/g)].map(([, one = '']) => one);
  eachLine(linesOf(text, '#'), [
    [
      /^config firewall (.+)$/,
      ([one = '']) => {
        if (!SECTIONS.includes(one)) throw new Error(one);
        section = one;
      },
    ],
    [
      /^ {4}edit "?([A-Za-z0-9.-]{1,79})"?$/,
      ([one = '']) => {
        name = one;
        policy = {};
      },
    ],
    [/^ {8}set (?:comment|name|srcintf|dstintf|srcaddr|srcaddr6|schedule) "[^"\\]{1,255}"$/, () => undefined],
    [/^ {8}set type fqdn$/, () => undefined],
    [/^ {8}set action accept$/, () => undefined],
    [
      /^ {8}set subnet (\S+) (\S+)$/,
      ([address = '', mask = '']) => objects.set(name, blockOfMask(address, mask)),
    ],
    [/^ {8}set ip6 (\S+)$/, ([one = '']) => objects.set(name, one)],
    [/^ {8}set fqdn "([^"\\]+)"$/, ([one = '']) => objects.set(name, one)],
    [
      /^ {8}set (tcp|udp)-portrange (\d+)$/,
      ([transport = '', port = '']) => objects.set(name, `${transport} ${port}`),
    ],
    [
      /^ {8}set (dstaddr6?|service) (.+)$/,
      ([key = '', list = '']) => {
        policy[key] = quoted(list);
      },
    ],
    [
      /^ {4}next$/,
      () => {
        if (section !== 'policy') return;
        const objectsOf = (key: string): string[] => (policy[key] ?? []).map((one) => known(objects, one));
        found.push(...product(objectsOf('service'), [...objectsOf('dstaddr'), ...objectsOf('dstaddr6')]));
      },
    ],
    [/^end$/, () => undefined],
  ]);
  return new Set(
    found.map((one) => {
      const [transport = '', port = '', to = ''] = one.split(' ');
      return said(transport, port, to);
    }),
  );
}
