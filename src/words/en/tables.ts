/** The tables: their facts, what cannot be right in them, and how they differ from what AWS publishes. */
import { sayIn } from '../../core/say.ts';

const say = sayIn('en');
const some = (count: number, noun: string): string =>
  count === 0 ? `no ${noun}` : say.count(count, { one: noun, other: `${noun}s` });

export const tables = {
  tables: {
    edition: (edition: string, date: string, sha256: string) =>
      `Region tables, edition ${edition} of ${date}, sha256 ${sha256}`,
    overlay: (name: string, date: string, sha256: string) => `Overlay ${name} of ${date}, sha256 ${sha256}`,
    calibration: (time: string, sha256: string) => `Calibration of ${time}, sha256 ${sha256}`,
    old: 'This edition is older than 12 months: get a newer Preflight, or compare it (preflight tables diff --ip-ranges FILE)',
    columns: ['REGION', 'NAME', 'PROTOCOLS', 'CODE', 'FACTS', 'DOUBTFUL'],
    key: 'CODE: the three letters of the registration code and of the health-check name. Show every fact with its source: preflight tables show --region CODE',
    protocols: 'Protocols',
    udp: 'Answers to UDP',
    answers: { verified: 'verified', unverified: 'unverified' },
    note: 'Note',
    otherReading: 'Other reading',
    reading: (path: string, value: string, status: string) => `${path}: ${value} (${status})`,
    none: 'none',
    doubtful: (conflict: string, text: string) => `doubtful, ${conflict}: ${text}`,
    /** Titles of the facts that are no names on 443. */
    path: {
      'healthCheck.host': 'Health check name',
      'healthCheck.hostIpv6': 'Health check name for IPv6',
      'healthCheck.addresses': 'Health check addresses',
      'healthCheck.ipv6Blocks': 'Health check addresses (IPv6)',
      'pcoip.ranges': 'PCoIP gateways',
      'pcoip.ipv6': 'PCoIP gateways (IPv6)',
      'dcv.ranges': 'DCV gateways',
      'dcv.aga': 'DCV by Global Accelerator',
      'dcv.ipv6': 'DCV gateways (IPv6)',
      'dcv.domains': 'DCV gateway names',
      'dcv.vpcEndpoints': 'DCV through a VPC endpoint',
      management: 'Management interface',
    },
    titled: (title: string, need: string) => `${title} (${need})`,
    lint: {
      head: (edition: string, count: number) =>
        `Region tables, edition ${edition}: ${some(count, 'new problem')}`,
      new: 'New',
      known: 'Found, and explained by a listed conflict',
      listed: 'Listed conflicts (docs/tables-conflicts.md)',
      isNew: 'new',
      conflict: (subject: string, reading: string, status: string) =>
        `${subject}. The tables hold: ${reading} (${status}).`,
      regionTwice: (code: string) => `the Region ${code} is listed twice`,
      codeTwice: (code: string) => `two Regions have the airport code ${code}`,
      noHost: (fact: string) => `${fact} is no host name`,
      noNeed: (category: string) => `${category} has no row that says how much it matters`,
      noEndpoint: (fact: string) => `${fact} is no address of the allow list`,
      otherHost: (fact: string, host: string) => `${fact} does not give ${host}`,
      noIpv6: (fact: string) => `${fact} is no IPv6 name (api.aws)`,
      ofRegion: (fact: string, code: string) => `${fact} bears the code of ${code}`,
      ofAirport: (fact: string, code: string) => `${fact} bears the airport code ${code}`,
      twice: (fact: string) => `${fact} is listed twice`,
      shared: (fact: string, regions: readonly string[]) => `${fact} is listed for ${regions.join(' and ')}`,
      noSource: (fact: string) => `${fact} names no document or no lines`,
      noAddress: (fact: string) => `${fact} is no address, block or range`,
      isPublic: (fact: string) => `${fact} is public address space, not of a management interface`,
      otherBlocks: (fact: string, blocks: string) => `${fact} does not equal its blocks ${blocks}`,
      sameAs: (one: string, other: string) => `${one} is listed twice: ${other}`,
      overlaps: (one: string, other: string) => `${one} overlaps ${other}`,
      at: (value: string, region: string, path: string) => `${value} (${region} ${path})`,
      unlisted: (fact: string, conflict: string) =>
        `${fact} names the conflict ${conflict}, which is not listed`,
    },
    diff: {
      head: (edition: string, count: number) =>
        `Region tables, edition ${edition}: ${some(count, 'new difference')} from the published ranges`,
      notCompared: (services: string) => `Not compared, because the file has no row of it: ${services}`,
      new: 'New',
      marked: 'Marked in the tables already',
      by: (text: string, conflict: string) => `${text} (${conflict})`,
      kind: { added: 'added', missing: 'missing', moved: 'moved', unreadable: 'unreadable' },
      unreadable: (value: string) => `${value} in the published file is no CIDR block of a service`,
      moved: (value: string, region: string, where: string) =>
        `${value} is published for ${region} (${where})`,
      missing: (value: string, where: string) => `${value} is not published as ${where}`,
      partly: (value: string, blocks: string, where: string) =>
        `${value} is in part not (${blocks}) published as ${where}`,
      serviceOf: (service: string, region: string) => `${service} of ${region}`,
      newRegion: (value: string) => `${value} belongs to a Region that the tables lack`,
      added: (value: string) => `${value} is published and not in the tables`,
      written: (ranges: number, regions: number) =>
        `overlay written: ${say.count(ranges, { one: 'range', other: 'ranges' })}, ${say.count(regions, { one: 'new Region', other: 'new Regions' })}, each marked as doubtful`,
      leftOut: (written: string, regions: string) =>
        `${written}; left out, of a partition that the tables do not know: ${regions}`,
    },
  },
};
