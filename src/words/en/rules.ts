/** Rules of a firewall: what each is for, and how much it matters. */
import { sayIn } from '../../core/say.ts';
import type { Protocol } from '../../core/words.ts';
import type { Category } from '../../regions/needs.ts';

const say = sayIn('en');

/** Rules as they are entered into a firewall, and the names and ranges that they let out to. */
export type Counted = Readonly<Record<'rules' | 'destinations', number>>;
export const ruleForms = { one: 'rule', other: 'rules' };
export const destinationForms = { one: 'destination', other: 'destinations' };

/** `38 rules for 46 destinations`. */
export const counted = (all: Counted): string =>
  `${say.count(all.rules, ruleForms)} for ${say.count(all.destinations, destinationForms)}`;

/** Categories of the tables, and those of addresses that the rules add. */
export type RuleCategory =
  | Category
  | 'healthCheckIpv6'
  | 'pcoipGateway'
  | 'pcoipGatewayIpv6'
  | 'dcvGateway'
  | 'dcvGatewayIpv6'
  | 'dcvGatewayName'
  | 'dcvAccelerator'
  | 'dcvVpcEndpointName'
  | 'webRanges';

/** What a rule says of itself: its category (an overlay may bring one that nobody here knows), and its purpose in English. */
interface RuleTold {
  readonly category: string;
  readonly purpose: string;
}

/** What a rule is for. English stands in the rule itself: files of rules and JSON carry it. */
export const purposeOf = ({ purpose }: RuleTold): string => purpose;

export const rules = {
  purpose: purposeOf,
  rules: {
    /** What a form is called; English stands in the form itself, for its help. */
    format: ({ summary }: { readonly id: string; readonly summary: string }): string => summary,
    head: (regions: string, protocols: string, profile: string) =>
      `Firewall rules for Amazon WorkSpaces in ${regions}: ${protocols}, ${profile}.`,
    protocols: (protocols: readonly Protocol[]) => say.protocols(protocols),
    counts: (all: Counted, tables: string, overlay: string | null) =>
      `${counted(all)}, all outbound, from tables ${tables}${overlay === null ? '' : `, overlay ${overlay}`}.`,
    incompleteFor: (regions: string) => `INCOMPLETE for ${regions}: see the first note below.`,
    names: 'NAMES (for a proxy or a firewall that knows names)',
    wildcards: 'WILDCARDS (any name below; they cannot be tested)',
    addresses: 'ADDRESSES',
    omitted: 'NOT IN THE RULES',
    doubtful: (doubt: string) => `doubtful, ${doubt}`,
    row: (about: string, ports: string) => `${about}: ${ports}`,
    weaker: (port: string, need: string) => `${port} (${need})`,
    title: (regions: string) => `Firewall rules for Amazon WorkSpaces: ${regions}`,
    lead: (all: Counted, asked: string, tables: string) =>
      `${counted(all)}, all outbound, ${asked}. Tables ${tables}.`,
    tables: (edition: string, sha256: string) => `${edition} (sha256 ${sha256})`,
    part: {
      names: 'Names',
      wildcards: 'Wildcards',
      addresses: 'Addresses',
      omitted: 'Not in the rules',
      notes: 'Notes',
    },
    columns: ['destination', 'port', 'need', 'purpose', 'Region', 'source', 'doubt'],
    all: 'all',
    notCovered: (count: number, all: number, format: string) =>
      `${say.number(count)} of ${say.count(all, destinationForms)} cannot be said in ${format} (names without an address, wildcards); --format text lists them all.`,
    overQuota: (count: number, family: string, most: number) =>
      `${say.number(count)} ${family} rules: a security group holds ${say.number(most)} by default. Split them over several groups, or ask AWS for a larger quota.`,
    /** Why a destination is left out. */
    directoryId: 'the name holds your directory id: give it with --directory-id',
    untrusted: (doubt: string, host: string) =>
      `the listed addresses are doubtful (${doubt}): allow the name ${host}, or the addresses it resolves to`,
    unsaidDoubt: 'doubtful',
    /** For the people who enter the rules. */
    note: {
      incomplete: (region: string, missing: string) =>
        `INCOMPLETE for ${region}: a session needs more than the documents give (${missing}). Ask the vendor for these rows and bring them with --overlay.`,
      ranges:
        'The ranges of AWS on port 443 (guide 2025, 2115-2120) hold far more than WorkSpaces, and change: take them where a firewall knows no names, and make them anew from a fresh ip-ranges.json.',
      noFips: (regions: string) =>
        `The documents name no FIPS endpoints for ${regions}: --fips adds nothing there.`,
      bandwidth: (needs: readonly string[]) =>
        `Bandwidth is not measured here. The documents ask for ${needs.join('; ')}.`,
      /** `direction`: null where the document does not say. */
      need: (amount: string, direction: string | null, per: string) =>
        `${amount}${direction === null ? '' : ` of ${direction}`} for each ${per}`,
      stateless:
        'Stateful firewalls let the answers in by themselves. A stateless filter needs a rule for the return traffic too: from these destinations and ports to the client’s ephemeral ports (often 49152-65535; it depends on the client).',
      dns: 'DNS: the client also needs UDP (and TCP) port 53 to its own DNS servers.',
      https:
        'HTTPS to the names works by TCP. The guide lists UDP on port 443 as well; it appears here only for DCV gateways, where it carries the desktop.',
      decrypt: 'Do not decrypt (TLS inspection) traffic on ports 4172 and 4195: it is not supported.',
      pools:
        'WorkSpaces Pools without own licences have no guaranteed gateway addresses: allow the gateway names (wildcards) for them.',
      priority: 'Where traffic is prioritised: UDP 4172 carries the picture; it comes just behind voice.',
      accelerator:
        'Global Accelerator cannot be switched on for a directory with both FIPS and IP access control groups. Where its addresses are shut, sessions go without it.',
      acceleratorIpv6:
        'Global Accelerator over IPv6 uses the GLOBALACCELERATOR ranges of AWS’s ip-ranges.json, which the guide does not list.',
      zeroClient:
        'A zero client checks certificates against its clock: switch NTP on in its settings. It connects directly from firmware 6.0.0 on; Connection Manager for 4.6 to 6.0 ended on 13 April 2021.',
    },
  },
};
