/** What one kind of client needs beside the allow list of its Region: the page of a browser, the clock of a zero client. */
import type { Need, Profile, Transport } from '../core/words.ts';
import type { Tables } from './model.ts';
import { CATEGORY_NEEDS, type Category } from './needs.ts';

export interface ProfileTarget {
  readonly category: Category;
  readonly host: string;
  readonly port: number;
  readonly transport: Exclude<Transport, 'icmp'>;
  readonly need: Need;
  readonly source: Tables['mtu']['sources'][number];
}

/** Page of Web Access; on port 80 it is also where a captive portal shows itself. Source: guide2025, 2173-2181. */
export const WEB_PAGE = 'clients.amazonworkspaces.com';

/** Source: guide2025, 8807-8811: "For the NTP host DNS name, use pool.ntp.org, and set the NTP host port to 123". */
const TIME_SERVER: ProfileTarget = {
  category: 'timeServer',
  host: 'pool.ntp.org',
  port: 123,
  transport: 'udp',
  need: CATEGORY_NEEDS.timeServer.need,
  source: { document: 'guide2025', lines: '6718-6720, 8807-8811', section: 'Set up PCoIP zero clients' },
};

export function profileTargets({ ports }: Tables, profile: Profile): readonly ProfileTarget[] {
  if (profile === 'zero-client') return [TIME_SERVER];
  if (profile !== 'web-access') return [];
  return ports.webAccess
    .filter(({ port }) => port === 80 || port === 443)
    .map(({ port, source }) => ({
      category: 'webAccess',
      host: WEB_PAGE,
      port,
      transport: 'tcp',
      // Plain HTTP is the first contact alone: who types https gets in without it.
      need: port === 443 ? CATEGORY_NEEDS.webAccess.need : 'supporting',
      source,
    }));
}
