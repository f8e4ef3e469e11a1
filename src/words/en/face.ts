/** Titles and small parts of every face of a report. */
import { sayIn } from '../../core/say.ts';

const say = sayIn('en');
const checks = { one: 'check', other: 'checks' };

export const face = {
  face: {
    you: 'You',
    helpdesk: 'Helpdesk',
    network: 'Network',
    where: 'Where',
    rule: 'Rule',
    cause: 'The cause',
    also: 'Also found',
    notices: 'Good to know',
    ports: 'What passes, by port',
    evidence: 'Evidence',
    figures: (region: string) => `Measured to ${region}`,
    notTested: 'Not tested',
    demonstration: (scenario: string) =>
      scenario === '' ? 'Demonstration: nothing was sent.' : `Demonstration (${scenario}): nothing was sent.`,
    checksIn: (region: string, done: number, all: number, span: string) =>
      done === all
        ? `${region}, ${say.count(all, checks)} in ${span}.`
        : `${region}, ${say.number(done)} of ${say.count(all, checks)} in ${span}.`,
    details: 'Details: -v',
    more: (count: number) => `and ${say.number(count)} more`,
    made: (version: string, tables: string) => `Preflight ${version}, tables ${tables}`,
    oldTables: (edition: string, date: string) =>
      `The tables (${edition}, of ${date}) are older than 12 months: names and addresses may have changed. Get a newer Preflight.`,
    bestRegion: (region: string) => `Best Region: ${region}`,
    alsoShort: 'Also',
    rules: (region: string) => `preflight rules --region ${region}, then preflight prove`,
  },
  /** Between parts of a line that are no sentence. */
  comma: ', ',
  semicolon: '; ',
  colon: ': ',
};
