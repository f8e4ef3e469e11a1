/** Bundles: what is in one, and keys of tags. */
import { sayIn } from '../../core/say.ts';

const say = sayIn('en');

export const bundle = {
  inspect: {
    warning: 'WARNING: this bundle is not as it was written. Do not rely on what it says.',
    problem: {
      changed: 'was changed after the bundle was made',
      missing: 'is missing',
      extra: 'does not belong to it',
    },
    more: (count: number) => `and ${say.number(count)} more`,
    machine: 'Machine',
    network: 'Network',
    when: 'When',
    hidden: 'Hidden',
    intact: 'Intact',
    evidence: 'Evidence',
    client: (version: string) => `client ${version}`,
    notKnown: 'not known',
    dns: (servers: string) => `DNS ${servers}`,
    standIns: (count: number, level: string) =>
      count === 0
        ? `nothing (level: ${level})`
        : `${say.count(count, { one: 'stand-in', other: 'stand-ins' })} (level: ${level})`,
    leftOut: (count: number) => `${say.count(count, { one: 'thing', other: 'things' })} left out`,
    tagged: (key: string, count: number) =>
      `${say.count(count, { one: 'tag', other: 'tags' })} made with key ${key}`,
    site: (name: string) => `site ${name}`,
    /** What tags tell, before they are written. */
    tagsTell: (holder: string, facts: string) =>
      `Whoever holds ${holder} can see whether two bundles ${facts}. Nobody else can.`,
    holder: { organisation: "your organisation's key", case: 'the key of this case' },
    tagFact: {
      machine: 'come from the same computer',
      dns: 'ask the same DNS server',
      gateway: 'have the same router',
      prefix: 'come from the same network',
      suffix: 'have the same DNS suffix',
      ssid: 'are in the same Wi-Fi',
      vpn: 'use the same kind of VPN',
      proxy: 'go through the same proxy',
      public: 'come from the same public network',
    } as Readonly<Record<string, string>>,
    siteTold: (name: string) => `It names your site: ${name}.`,
    noTags: 'No tags: there is no key, so nobody can tell which bundles belong together.',
    isIntact: (count: number) =>
      `yes: ${say.number(count)} of ${say.count(count, { one: 'file matches its digest', other: 'files match their digests' })}`,
    notIntact: (count: number) =>
      `no: ${say.count(count, { one: 'file is', other: 'files are' })} not as written`,
    noEvidence: 'none that this version can read',
    steps: (count: number) => say.count(count, { one: 'step', other: 'steps' }),
    judgedBy: (version: string) => `Judged by ${version}.`,
    judgedAgain: (tables: string) => `Judged again by this version, tables ${tables}.`,
    written: (name: string, files: number, size: string, level: string, sha256: string) =>
      `Bundle ${name}: ${say.count(files, { one: 'file', other: 'files' })}, ${size}, redaction "${level}", SHA-256 ${sha256}. Nothing was sent: pass it on yourself.`,
    wouldHave: (name: string, files: number, bytes: number) =>
      `${name} would have ${say.count(files, { one: 'file', other: 'files' })}, ${say.bytes(bytes)}. Nothing was written.`,
    standInWords: (words: string) => `Stand-ins: ${words}`,
    staysOut: ' (stays out)',
    cutHere: '[cut here for this preview]',
    hints: 'Files: --files; everything: -v; judge again: --rejudge',
    files: 'Files',
    file: (bytes: number, records: number | null) =>
      `${say.bytes(bytes)}${records === null ? '' : `, ${say.count(records, { one: 'record', other: 'records' })}`}`,
    notInside: (what: string, why: string) => `not inside: ${what} (${why})`,
  },
  /** Keys of tags. */
  keys: {
    made: (file: string, id: string) =>
      `Key ${id} is in ${file}. Give it to your computers and to the helpdesk; it never goes into a bundle.`,
    caseMade: (id: string) =>
      `Token of a case (its key: ${id}). Send it to everybody who makes a bundle for this case; keep it for "bundle summary --case".`,
  },
};
