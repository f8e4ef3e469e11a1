/** How a check is called: `Health check, TCP 4172`, `WorkSpaces broker, HTTPS`. */
import type { Check } from '../../../src/reading/check.ts';
import type { Words } from '../../words/en.ts';
import { categoryName } from '../../words/format.ts';

type Named = Pick<Check, 'id' | 'group' | 'category' | 'target'> & Partial<Pick<Check, 'probe' | 'role'>>;

const HOW: Readonly<Record<string, string>> = {
  dns: 'DNS',
  https: 'HTTPS',
  icmp: 'ping',
  'mtu-ping': 'DF ping',
  quic: 'QUIC',
};

/** What it is about, without how: a category, or the stage for our own controls. */
export function checkWhat(words: Words, check: Named): string {
  const role = check.role ?? null;
  if (check.group === 'latency' && role === 'path') return words.vocabulary.group.latency;
  if (role === 'gateway' || role === 'gateway-443') return words.category['gateway'] ?? '';
  return check.category === null
    ? (ownName(words, role) ?? words.vocabulary.group[check.group])
    : categoryName(words, check.category);
}

function ownName(words: Words, role: string | null): string | null {
  return role === null ? null : (words.role[role] ?? null);
}

/** The port as a network team writes it: `TCP 4172`; the tool's name where there is no port. */
export function checkPort({ target, probe, group }: Pick<Named, 'target' | 'probe' | 'group'>): string {
  const transport = target.transport?.toUpperCase() ?? '';
  if (target.port !== null) return `${transport} ${target.port}`.trim();
  return transport || (HOW[probe ?? group] ?? '');
}

export function checkTitle(words: Words, check: Named): string {
  const how = HOW[check.probe ?? ''];
  const port =
    check.group === 'dns' || check.group === 'https' ? (how ?? checkPort(check)) : checkPort(check);
  return [checkWhat(words, check), port].filter(Boolean).join(words.vocabulary.comma);
}

/** Where it goes: the address when there is one, else the name. */
export function checkTarget({ target }: Pick<Check, 'target'>): string {
  return target.address ?? target.host ?? '';
}
