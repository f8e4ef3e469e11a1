/** Which facts carry a doubt, by Region, path and value. Only open conflicts mark a fact: a settled reading is no longer doubtful. */
import { CONFLICTS } from './conflicts.ts';

interface DoubtRule {
  readonly conflict: string;
  /** Region codes; null: every Region but those in `except`. */
  readonly regions: readonly string[] | null;
  readonly except?: readonly string[];
  /** Path of the fact: `healthCheck.addresses`, `pcoip.ranges`, or the category of an endpoint. */
  readonly path: string;
  /** Only values that match; absent: all of the path. */
  readonly value?: RegExp;
  readonly text: string;
}

const SMART_CARD_SURE = [
  'us-east-1',
  'us-west-2',
  'ap-southeast-2',
  'ap-northeast-1',
  'eu-west-1',
  'us-gov-west-1',
  'us-gov-east-1',
];

const RULES: readonly DoubtRule[] = [
  {
    conflict: 'C03',
    regions: ['eu-west-3'],
    path: 'healthCheck.addresses',
    text: 'printed for Paris but in the address space of Tel Aviv',
  },
  {
    conflict: 'C19',
    regions: ['us-gov-west-1'],
    path: 'management',
    value: /^192\.169\./,
    text: 'public address space; 192.168.0.0/16 was probably meant',
  },
  {
    conflict: 'C30',
    regions: ['eu-west-3', 'il-central-1'],
    path: 'pcoip.ranges',
    text: 'not in the published list of gateway ranges',
  },
  {
    conflict: 'C06',
    regions: ['il-central-1'],
    path: 'directoryLoginGraphics',
    text: 'the host is the one printed for Paris',
  },
  {
    conflict: 'C06',
    regions: ['il-central-1'],
    path: 'directoryLoginJs',
    text: 'the host is the one printed for Paris',
  },
  {
    conflict: 'C09',
    regions: ['eu-west-3'],
    path: 'pcoipTurn',
    text: 'printed in the section of the Region only',
  },
  {
    conflict: 'C11',
    regions: ['us-east-1'],
    path: 'dynamicMessagingIpv6',
    text: 'an IPv4 name printed as the IPv6 one',
  },
  {
    conflict: 'C17',
    regions: ['us-gov-east-1'],
    path: 'directoryLoginGraphics',
    value: /assets-pdt\.s3-us-gov-east-1/,
    text: 'bears the code of GovCloud West',
  },
  {
    conflict: 'C20',
    regions: ['us-gov-west-1'],
    path: 'smartCard',
    value: /us-gov-west-1/,
    text: 'a later copy of the page has another name',
  },
  {
    conflict: 'C20',
    regions: ['us-gov-west-1'],
    path: 'userLoginPages',
    value: /us-gov-west-1\.sso/,
    text: 'a later copy of the page leaves it out',
  },
  {
    conflict: 'C21',
    regions: ['ap-northeast-2'],
    path: 'deviceMetrics',
    text: 'a host of clients before 3.0, left over in one section',
  },
  {
    conflict: 'C24',
    regions: null,
    except: SMART_CARD_SURE,
    path: 'smartCard',
    text: 'a later copy of the page has no smart cards in this Region',
  },
  {
    conflict: 'T01',
    regions: null,
    path: 'healthCheck.hostIpv6',
    text: 'in no transcribed document; a lesser name, asked over IPv6',
  },
  {
    conflict: 'T03',
    regions: null,
    path: 'healthCheck.ipv6Blocks',
    text: 'of a public page of 2026, in no document',
  },
  {
    conflict: 'T04',
    regions: null,
    path: 'dcv.vpcEndpoints',
    text: 'of a public page of 2026, in no document',
  },
];

export interface Fact {
  readonly region: string;
  readonly path: string;
  readonly value: string;
}

/** The doubt of one fact, or null. Throws for a rule that names a settled or unknown conflict: that is our own slip. */
export function doubtOf(fact: Fact): { conflict: string; text: string } | null {
  const rule = RULES.find((candidate) => applies(candidate, fact));
  if (!rule) return null;
  const conflict = CONFLICTS.find(({ id }) => id === rule.conflict);
  if (conflict?.status !== 'open')
    throw new Error(`doubt on ${rule.path} names ${rule.conflict}, which is not open`);
  return { conflict: rule.conflict, text: rule.text };
}

function applies(rule: DoubtRule, fact: Fact): boolean {
  if (rule.path !== fact.path) return false;
  const inRegion = rule.regions ? rule.regions.includes(fact.region) : !rule.except?.includes(fact.region);
  return inRegion && (rule.value?.test(fact.value) ?? true);
}
