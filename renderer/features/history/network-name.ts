/** How a past check was connected, in words: `Home Wi-Fi, VPN`, `cable`. */
import type { HistoryEntry } from '../../../src/contract/index.ts';
import type { Words } from '../../words/en.ts';
import { capital } from '../../words/format.ts';

export function networkName({ network: words }: Words, network: HistoryEntry['network']): string {
  if (network.kind === null) return capital(words.unknown);
  const kind = words[network.kind];
  const name = network.ssid === null ? capital(kind) : words.named(kind, network.ssid);
  return network.vpn === true ? words.withVpn(name) : name;
}
