/** Reports of several sites side by side. */
import { sayIn } from '../../core/say.ts';

const say = sayIn('en');

export const merge = {
  merge: {
    head: (sites: number, destinations: number, differ: number) =>
      `${say.count(sites, { one: 'site', other: 'sites' })}, ${say.count(destinations, { one: 'destination', other: 'destinations' })}; ${say.number(differ)} differ`,
    sites: (count: number) => say.count(count, { one: 'site', other: 'sites' }),
    key: [
      'o open, X refused, . silent (on UDP that proves nothing), - not tested,',
      'blank: not asked there',
    ],
    different: 'DIFFERENT',
    same: 'NO DIFFERENCE SEEN',
    state: { open: 'open', closed: 'refused', silent: 'silent', 'not-tested': 'not tested' },
    port: 'port',
    destination: 'destination',
    cutShort: 'not completed',
    simulated: 'SIMULATED: no network was asked',
    tables: 'Made with different tables:',
    regions: (told: string) => `The sites were asked about different Regions: ${told}.`,
    ofSites: (what: string, sites: string) => `${what} (${sites})`,
    overlay: (edition: string, overlay: string) => `${edition} with overlay ${overlay}`,
  },
};
