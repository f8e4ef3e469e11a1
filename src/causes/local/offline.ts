/** No interface with a usable address, or no route to any target; and nothing from outside ever answered. */
import { z } from 'zod';
import { addressKind, parseIpAddress, type AddressKind } from '../../core/address.ts';
import type { HostFacts } from '../../evidence/index.ts';
import type { Entry, View } from '../../reading/view.ts';
import { ADVICE } from '../advice.ts';
import { defineCause } from '../cause.ts';
import { networkName, word } from '../facts.ts';
import { idsOf } from '../found.ts';
import * as from from '../sources.ts';
import { listJa } from '../web/shared.ts';
import { isFailed } from './shared.ts';

const facts = z.object({
  reason: word(['no-address', 'no-route']),
  interfaces: z.array(networkName()),
  /** Those of `interfaces` that are down. */
  down: z.array(networkName()),
});
type Facts = z.infer<typeof facts>;

const brief = { en: 'This computer has no network.', ja: 'このパソコンはネットワークにつながっていません。' };

export const offline = defineCause({
  code: 'local/offline',
  layer: 'local',
  ceiling: 'error',
  side: 'this-machine',
  // An interface without an address is this machine's own word; a missing route may be the router's doing.
  sideProven: ({ reason }) => reason === 'no-address',
  facts,
  sources: [from.OWN],
  when: 'No interface has a usable address, or there is no route to any target, and nothing from outside answered.',
  holds: (view) => {
    const { host } = view.record;
    if (anythingAnswered(view)) return [];
    // A control that stays without a route proves nothing: nobody is there.
    const tried = connecting(view).filter(({ step }) => step.role !== 'accepts-all-control');
    const unreachable = tried.filter(hasNoRoute);
    const everyTryFailed = unreachable.length > 0 && unreachable.length === tried.length;
    const reason = reasonOf(host, everyTryFailed);
    if (reason === null) return [];
    return [
      {
        severity: 'error',
        protocols: view.protocols,
        region: null,
        facts: { reason, ...interfacesOf(host) },
        checks: idsOf(unreachable),
      },
    ];
  },
  // Without a network nothing that failed or stayed silent says anything of its own.
  root: { only: true, covers: (entry) => isFailed(entry) && entry.step.group !== 'client' },
  brief,
  words: {
    en: (it, say) => ({
      headline: brief.en,
      explanation: say.sentences(
        it.reason === 'no-address'
          ? 'No network interface of this computer has a usable address.'
          : 'This computer has no route to the outside.',
        it.interfaces.length > 0 && `Seen: ${say.list(withState(it))}.`,
        'Nothing else could be tested.',
      ),
      you: 'Connect to Wi-Fi or plug in the network cable, check that flight mode is off, and check again. If a web page does not open either, the network itself is down.',
      helpdesk: `${ADVICE.en.firstBroken('the local network')} Does any web page open? Do other devices work on the same network? What address does the computer have?`,
      network:
        'Check link, DHCP lease, 802.1X or Wi-Fi authentication and the default route of this computer.',
    }),
    ja: (it, say) => ({
      headline: brief.ja,
      explanation: say.sentences(
        it.reason === 'no-address'
          ? 'このパソコンには、使えるアドレスを持つネットワークがありません。'
          : 'このパソコンには、外へ出る経路がありません。',
        it.interfaces.length > 0 && `見つかったインターフェイスは ${listJa(withState(it), say)}です。`,
        'ほかの項目は確認できませんでした。',
      ),
      you: 'Wi-Fi に接続するか LAN ケーブルを差し、機内モードがオフになっていることを確かめて、もう一度チェックしてください。Web ページも開かない場合は、ネットワーク自体が止まっています。',
      helpdesk: `${ADVICE.ja.firstBroken('ローカルネットワーク')}Web ページが開くか、同じネットワークのほかの機器は使えるか、パソコンのアドレスは何かを尋ねてください。`,
      network: 'リンク、DHCP の割り当て、802.1X または Wi-Fi の認証、既定の経路を確認してください。',
    }),
  },
});

function reasonOf(host: HostFacts, everyTryFailed: boolean): Facts['reason'] | null {
  if (!('interfaces' in host.unread) && !host.interfaces.some(isUsable)) return 'no-address';
  return everyTryFailed || hasNoFamily(host) ? 'no-route' : null;
}

/** A table of routes that could not be read says nothing: then the families are a guess. */
function hasNoFamily({ unread, hasIpv4, hasIpv6 }: HostFacts): boolean {
  return !('hasIpv4' in unread) && !('hasIpv6' in unread) && !hasIpv4 && !hasIpv6;
}

function isUsable({ up, kind, addresses }: HostFacts['interfaces'][number]): boolean {
  if (!up || kind === 'loopback') return false;
  return addresses.some(
    ({ address }) => !['link-local', 'loopback', 'unspecified'].includes(kindOf(address)),
  );
}

/** Addresses of this machine may carry a zone or be odd; what does not parse is no address to speak from. */
function kindOf(text: string): AddressKind {
  const address = parseIpAddress(text);
  return address === null ? 'unspecified' : addressKind(address);
}

function interfacesOf(host: HostFacts): Pick<Facts, 'interfaces' | 'down'> {
  const seen = host.interfaces.filter(({ kind }) => kind !== 'loopback');
  return {
    interfaces: seen.map(({ name }) => name),
    down: seen.filter(({ up }) => !up).map(({ name }) => name),
  };
}

/** `eth0 (up)`. */
function withState({ interfaces, down }: Facts): readonly string[] {
  return interfaces.map((name) => `${name} (${down.includes(name) ? 'down' : 'up'})`);
}

const NO_ROUTE = new Set(['network-unreachable', 'address-unavailable']);

function hasNoRoute({ evidence }: Entry): boolean {
  if (evidence?.kind !== 'tcp' && evidence?.kind !== 'https') return false;
  return (
    evidence.attempts.length > 0 && evidence.attempts.every((one) => NO_ROUTE.has(one.failure?.code ?? ''))
  );
}

function connecting(view: View): readonly Entry[] {
  return view.entries.filter(({ evidence }) => evidence?.kind === 'tcp' || evidence?.kind === 'https');
}

/** One packet from outside is enough: a DNS answer, an open or refused connection, a datagram, a ping. */
function anythingAnswered(view: View): boolean {
  return view.entries.some(({ step, evidence }) => {
    switch (evidence?.kind) {
      case 'tcp':
      case 'https':
        return evidence.attempts.some((one) => ('state' in one ? one.state : one.tcpState) === 'open');
      case 'dns':
        return evidence.servers.some(
          (answer) => answer.rcode !== null && kindOf(answer.server) !== 'loopback',
        );
      case 'udp':
      case 'quic':
      case 'stun':
        return evidence.reply !== null;
      case 'icmp':
        return evidence.received > 0 && step.role !== 'first-hop';
      default:
        return false;
    }
  });
}
