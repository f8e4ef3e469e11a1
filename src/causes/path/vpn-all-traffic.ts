/** Streaming traffic leaves through a tunnel interface. */
import { z } from 'zod';
import { inCidr } from '../../core/address.ts';
import { resolvedNow } from '../../reading/health-check.ts';
import { measuredOf, type View } from '../../reading/view.ts';
import { defineCause, type Found } from '../cause.ts';
import { address, flag, foreignText, networkName } from '../facts.ts';
import { idsOf } from '../found.ts';
import * as from from '../sources.ts';

const facts = z.object({
  interface: networkName().nullable(),
  /** In the system's own word: `utun`, `wireguard`, `anyconnect`. */
  kind: foreignText(),
  allTraffic: flag(),
  /** The health-check address whose way leads through it. */
  address: address(),
  /** A session in a browser would be PCoIP in Firefox on macOS, which cannot do it behind a VPN. */
  firefox: flag(),
});

export const vpnAllTraffic = defineCause({
  code: 'vpn/all-traffic',
  layer: 'path',
  ceiling: 'notice',
  side: 'local-network',
  // That it goes through the tunnel is proved; that the tunnel harms anything is not.
  sideProven: () => false,
  facts,
  sources: [from.OWN, from.VPN, from.WEB_ACCESS],
  when: 'Streaming traffic leaves through a tunnel interface.',
  holds: (view) => view.record.request.regions.flatMap((region) => findIn(view, region) ?? []),
  words: {
    en: (it, say) => ({
      headline: 'Streaming goes through a tunnel (VPN).',
      title:
        it.interface === null
          ? 'Streaming goes through a tunnel (VPN)'
          : `Streaming goes through the tunnel ${it.interface}`,
      explanation: say.sentences(
        `The way to ${it.address} leaves by ${it.interface === null ? 'a tunnel' : it.interface} (${it.kind}).`,
        it.allTraffic && 'All traffic of this computer does.',
        'WorkSpaces is encrypted by itself; the tunnel adds a detour and takes packet size. Split tunnelling for the gateway ranges would let it leave directly.',
      ),
      you: 'If sessions feel slow, check once more with the VPN off, if you may.',
      helpdesk: say.sentences(
        'Compare a check with and without the VPN before looking elsewhere.',
        it.firefox &&
          'On macOS behind a VPN, Firefox cannot show a PCoIP WorkSpace in the browser: take another browser.',
      ),
      network:
        'The tunnel must lead to the internet: a VPN into your own VPC is no way to WorkSpaces. Exclude the gateway and health-check addresses of the Region from the tunnel (split tunnelling) where policy allows.',
    }),
    ja: (it, say) => ({
      headline: 'ストリーミングはトンネル（VPN）を通っています。',
      title: `ストリーミングはトンネル${it.interface === null ? '（VPN）' : ` ${it.interface} `}を通っています`,
      explanation: say.sentences(
        `${it.address} への通信は${it.interface === null ? 'トンネル' : ` ${it.interface}`}（${it.kind}）から出ます。`,
        it.allTraffic && 'このパソコンの通信はすべてここを通ります。',
        'WorkSpaces 自体が暗号化されており、トンネルは遠回りになり、パケットも小さくなります。ゲートウェイの範囲を分割トンネルにすると、直接出られます。',
      ),
      you: '遅く感じる場合は、可能であれば VPN を切って、もう一度チェックしてください。',
      helpdesk: say.sentences(
        'ほかを調べる前に、VPN ありとなしの結果を比べてください。',
        it.firefox &&
          'macOS で VPN を使うと、Firefox では PCoIP の WorkSpace をブラウザーに表示できません。別のブラウザーを使ってください。',
      ),
      network:
        'トンネルはインターネットへ出られる必要があります。自社の VPC への VPN では WorkSpaces に届きません。方針が許せば、リージョンのゲートウェイとヘルスチェックのアドレスをトンネルから外してください（分割トンネル）。',
    }),
  },
});

function findIn(view: View, region: string): Found<z.infer<typeof facts>> | null {
  const now = resolvedNow(view, region);
  const routes = measuredOf(view, 'route', 'path', 'health-check').filter(
    ({ step, evidence }) =>
      step.region === region &&
      evidence.tunnel !== null &&
      !isOwnTranslator(evidence.sourceAddress) &&
      (now === null || !step.listed || now.includes(evidence.address)),
  );
  const route = routes[0]?.evidence;
  const tunnel = route?.tunnel ?? null;
  if (route === undefined || tunnel === null) return null;
  return {
    severity: 'notice',
    protocols: view.protocols,
    region,
    facts: {
      interface: route.interfaceName,
      ...tunnel,
      address: route.address,
      firefox: isPcoipInFirefox(view),
    },
    checks: idsOf(routes),
  };
}

function isPcoipInFirefox(view: View): boolean {
  const { host, request } = view.record;
  if (host.os.platform !== 'darwin' || request.profile !== 'web-access') return false;
  const browsers = measuredOf(view, 'client', 'client').flatMap(({ evidence }) => evidence.browsers);
  return view.protocols.includes('pcoip') && browsers.some(({ name }) => name === 'Firefox');
}

/** IPv4 of a network that has IPv6 alone, through the translator of this machine (464XLAT, RFC 7335): no VPN. */
function isOwnTranslator(sourceAddress: string | null): boolean {
  return sourceAddress !== null && inCidr(sourceAddress, '192.0.0.0/29');
}
