/** `set` commands of PAN-OS for address, service and security rules. */
import { eachLine, known, linesOf, product, type Said } from './said.ts';

export function saidByPanos(text: string): Said {
  const objects = new Map<string, string>();
  const rules = new Map<string, string[]>();
  const found: string[] = [];
  const listed = (list: string): string[] => list.split(' ').map((one) => known(objects, one));
  eachLine(linesOf(text, '#'), [
    [
      /^set address ([A-Za-z0-9._-]{1,63}) (?:fqdn|ip-netmask) (\S+)$/,
      ([name = '', value = '']) => objects.set(name, value),
    ],
    [/^set address \S+ description "[^"]{1,1023}"$/, () => undefined],
    [
      /^set service ([A-Za-z0-9._-]{1,63}) protocol (tcp|udp) port (\d+)$/,
      ([name = '', transport = '', port = '']) => objects.set(name, `${transport} ${port}`),
    ],
    [
      /^set rulebase security rules (\S{1,63}) from any to any source any destination \[ (.+) \]$/,
      ([name = '', list = '']) => rules.set(name, listed(list)),
    ],
    [
      /^set rulebase security rules (\S{1,63}) application any service \[ (.+) \] action allow$/,
      ([name = '', list = '']) => found.push(...product(listed(list), known(rules, name))),
    ],
  ]);
  return new Set(found);
}
