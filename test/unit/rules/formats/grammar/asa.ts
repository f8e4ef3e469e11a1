/** Objects, groups and one extended access list, as the ASA command reference has them. */
import { blockOfMask, eachLine, known, linesOf, product, type Said } from './said.ts';

export function saidByAsa(text: string): Said {
  const objects = new Map<string, string>();
  const groups = new Map<string, string[]>();
  const found: string[] = [];
  let group = '';
  const add = (one: string): void => void known(groups, group).push(one);
  eachLine(linesOf(text, '!'), [
    [
      /^object network ([A-Za-z0-9.-]{1,64})$/,
      ([one = '']) => {
        group = one;
      },
    ],
    [/^ fqdn ([a-z0-9.-]+)$/, ([one = '']) => objects.set(group, one)],
    [
      /^object-group (?:network|service) (\S{1,64})$/,
      ([one = '']) => {
        group = one;
        groups.set(one, []);
      },
    ],
    [/^ description .{1,200}$/, () => undefined],
    [/^ network-object object (\S+)$/, ([one = '']) => add(known(objects, one))],
    [/^ network-object ([0-9.]+) ([0-9.]+)$/, ([address = '', mask = '']) => add(blockOfMask(address, mask))],
    [/^ network-object ([0-9a-f:]+\/\d+)$/, ([one = '']) => add(one)],
    [
      /^ service-object (tcp|udp) destination eq (\d+)$/,
      ([transport = '', port = '']) => add(`${transport} ${port}`),
    ],
    [/^access-list \S+ remark .{1,100}$/, () => undefined],
    [
      /^access-list \S+ extended permit object-group (\S+) any object-group (\S+)$/,
      ([ports = '', to = '']) => found.push(...product(known(groups, ports), known(groups, to))),
    ],
  ]);
  return new Set(found);
}
