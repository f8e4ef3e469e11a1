/** One of several usable servers never answers. Servers of interfaces that are down and Windows' site-local ghosts do not count. */
import { z } from 'zod';
import { addressKind, familyOf, parseIpAddress } from '../../core/address.ts';
import type { Say } from '../../core/say.ts';
import type { DnsServerAnswer } from '../../evidence/index.ts';
import { isSilentAnswer } from '../../reading/dns-outcome.ts';
import { nameEntries, type DnsEntry } from '../../reading/name-entries.ts';
import { measuredOf, unique, type View } from '../../reading/view.ts';
import { defineCause } from '../cause.ts';
import { address, ms } from '../facts.ts';
import { generalFound } from '../found.ts';
import * as from from '../sources.ts';
import { listJa } from '../web/shared.ts';
import { slow } from './slow.ts';

const facts = z.object({
  silent: z.array(address()),
  servers: z.array(address()),
  /** The longest wait for a silent server, where each wait ended early because others had answered; null: whole time-outs. */
  withinMs: ms().nullable(),
});

export const partialServers = defineCause({
  code: 'dns/partial-servers',
  layer: 'names',
  ceiling: 'warning',
  side: 'local-network',
  sideProven: () => false,
  facts,
  sources: [from.DNS, from.OWN],
  when: 'One of several usable DNS servers does not answer.',
  // Names are slow because the resolver waits for the server that is dead.
  supersedes: [{ cause: slow, when: () => true }],
  holds: (view) => {
    const names = answersOf(view, nameEntries(view));
    const controls = measuredOf(view, 'dns', 'control-name');
    const servers = unique(names.map(({ server }) => server));
    const mute = servers.filter((server) => isSilentIn(names, server));
    // The control asks each server and waits longest: who answers there is slow or picks names, and is not dead.
    const silent = mute.filter((server) => isSilentIn(answersOf(view, controls), server));
    if (silent.length === 0 || mute.length === servers.length) return [];
    const asking = [...nameEntries(view), ...controls];
    const isOfSilent = (answer: DnsServerAnswer): boolean => silent.includes(answer.server);
    const withinMs = longestWait(answersOf(view, asking).filter(isOfSilent));
    return [
      generalFound(view, {
        severity: 'warning',
        entries: asking.filter(({ evidence }) => evidence.servers.some(isOfSilent)),
        facts: { silent, servers, withinMs },
      }),
    ];
  },
  words: {
    en: (it, say) => {
      const part = `${say.number(it.silent.length)} of ${say.count(it.servers.length, { one: 'DNS server', other: 'DNS servers' })}`;
      return {
        headline: `No answer comes from ${part}; names are found, with waits.`,
        title: `No answer from ${part}`,
        explanation: `No answer came from ${say.list(it.silent)}${withinEn(it, say)}while other servers of this computer did answer (set: ${say.list(it.servers)}). Look-ups work, but some wait for seconds first.`,
        you: 'Signing in may stall for seconds now and then. Tell your helpdesk that a DNS server is down.',
        helpdesk: `Check where ${say.list(it.silent)} comes from: DHCP, VPN, or a setting by hand.`,
        network: `Fix ${say.list(it.silent)}, allow port 53 there, or stop handing it out (DHCP, VPN).`,
      };
    },
    ja: (it, say) => {
      const part = `DNS サーバー ${say.number(it.servers.length)} 台のうち ${say.number(it.silent.length)} 台`;
      return {
        headline: `${part}が応答しません。名前は引けますが、待つことがあります。`,
        title: `${part}が応答しません`,
        explanation: `${listJa(it.silent, say)}は${withinJa(it, say)}応答せず、ほかのサーバーは応答しました（設定は ${say.list(it.servers)}）。名前は引けますが、数秒待つことがあります。`,
        you: 'サインインがときどき数秒止まることがあります。止まっている DNS サーバーがあることをヘルプデスクに伝えてください。',
        helpdesk: `${listJa(it.silent, say)}がどこから来た設定か（DHCP、VPN、手動）を確認してください。`,
        network: `${listJa(it.silent, say)}を直すか、53 番ポートを許可するか、DHCP や VPN の設定から外してください。`,
      };
    },
  },
});

function answersOf(view: View, entries: readonly DnsEntry[]): readonly DnsServerAnswer[] {
  return entries
    .flatMap(({ evidence }) => evidence.servers)
    .filter((answer) => isUsable(view, answer.server));
}

function isSilentIn(answers: readonly DnsServerAnswer[], server: string): boolean {
  return answers.filter((answer) => answer.server === server).every(isSilentAnswer);
}

/** Null where a server was waited for to the end of the time-out. */
function longestWait(answers: readonly DnsServerAnswer[]): number | null {
  const waits = answers.flatMap(({ waitedMs }) => waitedMs ?? []);
  return waits.length === answers.length ? Math.round(Math.max(...waits)) : null;
}

type Facts = z.infer<typeof facts>;

function withinEn({ withinMs }: Facts, say: Say): string {
  return withinMs === null ? ', ' : ` within ${say.span(withinMs)}, `;
}

function withinJa({ withinMs }: Facts, say: Say): string {
  return withinMs === null ? '' : `${say.span(withinMs)}以内に`;
}

function isUsable(view: View, server: string): boolean {
  if (isGhost(view, server) || !canBeReached(view, server)) return false;
  const configured = view.record.host.dnsServers.find((one) => one.address === server);
  const owner = view.record.host.interfaces.find((one) => one.name === configured?.interfaceName);
  return owner?.up !== false;
}

/** Windows lists these where no DNS server is known and asks none of them; elsewhere they are servers like any other. */
function isGhost({ record: { host } }: View, server: string): boolean {
  return host.os.platform === 'win32' && SITE_LOCAL.test(server);
}

const SITE_LOCAL = /^fec0:0:0:ffff::[123]$/i;

/** A server of a family that this machine does not speak is left over; the resolver passes it by without a wait. */
function canBeReached({ record: { host } }: View, server: string): boolean {
  const parsed = parseIpAddress(server);
  if (parsed === null || SITE_LOCAL.test(server)) return true;
  if (['loopback', 'link-local'].includes(addressKind(parsed))) return true;
  return familyOf(parsed) === 6 ? host.hasIpv6 : host.hasIpv4;
}
