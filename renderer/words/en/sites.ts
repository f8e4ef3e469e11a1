/** Several reports side by side as sites. It is loaded with that page alone. */
import { count } from '../plural.ts';

export const sitesWords = {
  one: 'Choose what stands beside it.',
  oneLead: 'One report is one site. Add another of this computer, or bundles of others.',
  shutAt: (ports: string, sites: string) => `${ports}: shut at ${sites}, not everywhere.`,
  differ: (n: number) => `${count(n, 'rule')} ${n === 1 ? 'differs' : 'differ'}, and none of them is shut.`,
  alike: 'No difference was seen.',
  alikeShut: (n: number) =>
    `No difference was seen: ${count(n, 'rule')} ${n === 1 ? 'is' : 'are'} shut at every site.`,
  lead: (sites: number, rules: number) =>
    `${count(sites, 'site')}, ${count(rules, 'rule')}. Not asked and not tested are no difference.`,
  otherRegion: (sites: string) => `${sites}: asked about another Region, so nothing of it stands here.`,
  show: 'Show',
  views: { differ: 'Sites differ', shut: 'Shut anywhere', all: 'All rules' },
  copy: 'Copy the table',
  thisComputer: 'This computer',
  reports: (n: number) => count(n, 'report'),
  cut: 'cut short',
  demonstration: 'demonstration',
  several: (n: number, word: string) => `${n} ${word}`,
  notAsked: 'not asked',
  soSite: 'So, at this site',
  of: (n: number, all: number) => `${n} of ${all}`,
  same: (n: number) => `${count(n, 'rule')} without a difference`,
  none: 'No such rule.',
  add: 'Add or remove reports',
  here: 'Checks of this computer',
  bundles: 'Bundles that were opened',
  noBundles: 'None yet. Bundles are opened under “Bundles”.',
  most: (n: number) => `At most ${n} stand side by side; the command line (merge) takes more.`,
  table: 'Firewall rules by site',
  foot: 'Reports of one site that somebody named share a column: the worst word stands there with its count.',
};
export type SitesWords = typeof sitesWords;
