/**
 * FortiOS (FortiOS CLI reference, `config firewall policy`): the first policy that matches decides, what none matches is refused.
 * Addresses of both families, services, groups; zones and senders are told apart by name.
 */
import { wholeFamily } from '../parse-destination.ts';
import {
  lineAt,
  shownText,
  type AuditFile,
  type AuditTarget,
  type AuditWords,
  type Told,
} from '../audit-entry.ts';
import type { ChainRule } from '../chain.ts';
import { deviceCondition, doubt, type Condition } from '../condition.ts';
import { LAST_PORT } from '../match.ts';
import { parseServices, type Opening } from '../parse-services.ts';
import type { ReadOptions } from '../read-options.ts';
import { remembered } from '../remembered.ts';
import { singleList } from '../views.ts';
import { fortiSections, type Edit, type Sections } from './fortios-sections.ts';
import { DEEPEST_GROUP, joined, otherTargets, senderConditions, servicesOf, sure, targetOf, toRule, unknown, type Known } from './objects.ts'; // prettier-ignore

export const looksLikeFortios = (text: string): boolean =>
  /^\s*config firewall (policy6?|address)\s*$/m.test(text);

export function readFortios(text: string, options: ReadOptions): AuditFile | string {
  const sections = fortiSections(text);
  const domains = [
    ...new Set(
      [...sections.edits('firewall policy'), ...sections.edits('firewall policy6')].map(
        ({ domain }) => domain,
      ),
    ),
  ];
  if (domains.length > 1)
    return `a configuration of FortiOS with policies of several VDOMs (${shownText(domains.join(', '))}): give the one of the clients`;
  const rules = new Policies(sections).rules();
  if (rules === null) return 'a configuration of FortiOS without policies: give "show firewall policy" too';
  return singleList(
    {
      format: 'fortios',
      readAs: options.words.readAs.fortios(rules.length),
      assumptions: [options.words.note.fortios],
    },
    { rules, policy: options.fallback ?? 'drop' },
    options,
  );
}

/** Predefined services that are no name of IANA. */
const PREDEFINED: ReadonlyMap<string, readonly [string, string]> = new Map([
  ['ALL', ['any', '']],
  ['ANY', ['any', '']],
  ['ALL_TCP', ['tcp', '']],
  ['ALL_UDP', ['udp', '']],
  ['ALL_ICMP', ['icmp', '']],
  ['ALL_ICMP6', ['icmp', '']],
  ['PING', ['icmp', '']],
  ['PING6', ['icmp', '']],
  ['Web Access', ['tcp', '80,443']],
]);

/** What looks inside and may refuse what a policy lets out. A certificate's inspection lets the traffic be. */
const LOOK_INSIDE = ['application-list', 'webfilter-profile', 'dnsfilter-profile'] as const;
const HARMLESS_INSPECTION = /^(certificate-inspection|no-inspection)$/;

class Policies {
  private readonly sections: Sections;
  private readonly serviceNamed = remembered((name) => this.service(name));
  private readonly addressNamed = {
    4: remembered((name) => this.address(name, 4)),
    6: remembered((name) => this.address(name, 6)),
  };

  constructor(sections: Sections) {
    this.sections = sections;
  }

  rules(): ChainRule[] | null {
    const policies = this.sections.edits('firewall policy');
    const sixes = this.sections.edits('firewall policy6');
    if (policies.length + sixes.length === 0) return null;
    const active = (edit: Edit): boolean => edit.one('status') !== 'disable';
    return [
      ...policies.filter(active).map((edit) => this.policy(edit, this.bothFamilies(edit))),
      ...sixes.filter(active).map((edit) => this.policy(edit, this.addresses(edit.list('dstaddr'), 6))),
    ];
  }

  private bothFamilies(edit: Edit): Known<AuditTarget> {
    const negated = (key: string): boolean => edit.one(key) === 'enable';
    const services = ['internet-service', 'internet-service6'].filter((key) => negated(key));
    const of = (key: string, family: 4 | 6): Known<AuditTarget> => {
      const own = this.addresses(edit.list(key), family);
      return negated(`${key}-negate`) && edit.list(key).length > 0 ? otherTargets(own) : own;
    };
    const named = services.flatMap((key) => [
      ...edit.list(`${key}-name`),
      ...edit.list(`${key}-id`),
      ...edit.list(`${key}-group`),
      ...edit.list(`${key}-custom`),
    ]);
    return joined([
      of('dstaddr', 4),
      of('dstaddr6', 6),
      ...(services.length === 0 ? [] : [unknown<AuditTarget>(`internet service ${named.join(' ')}`)]),
    ]);
  }

  private policy(edit: Edit, targets: Known<AuditTarget>): ChainRule {
    const openings = joined(edit.list('service').map(this.serviceNamed));
    const isOther = edit.one('service-negate') === 'enable';
    return toRule({
      place: lineAt(edit.number),
      text: `policy ${edit.name}`,
      verdict: verdictOf(edit),
      targets,
      // With an internet service the ports are the service's own.
      openings: isOther
        ? unknown(({ thing }) => thing.butSome)
        : edit.list('service').length === 0
          ? unknown(({ thing }) => thing.noService)
          : openings,
      conditions: [...zonesOf(edit), ...this.sourcesOf(edit), ...doubtsOf(edit)],
      mayRefuse: filtersOf(edit),
    });
  }

  private sourcesOf(edit: Edit): Condition[] {
    const named = edit.list('srcaddr');
    const byService = edit.one('internet-service-src') === 'enable' ? [doubt('serviceAsSource')] : [];
    if (named.length === 0) return byService;
    return [
      ...byService,
      ...senderConditions(this.addresses(named, 4), {
        negated: edit.one('srcaddr-negate') === 'enable',
        verdict: verdictOf(edit),
      }),
    ];
  }

  private addresses(names: readonly string[], family: 4 | 6): Known<AuditTarget> {
    return joined(names.map(this.addressNamed[family]));
  }

  private address(name: string, family: 4 | 6, depth = 0): Known<AuditTarget> {
    if (name === 'all') return everything(family);
    if (name === 'none') return sure();
    const suffix = family === 6 ? '6' : '';
    const group = this.sections.edit(`firewall addrgrp${suffix}`, name);
    if (group !== null) return this.group(group, family, depth);
    const own = this.sections.edit(`firewall address${suffix}`, name);
    return own === null ? unknown(name) : addressOf(own, family);
  }

  private group(group: Edit, family: 4 | 6, depth: number): Known<AuditTarget> {
    if (depth > DEEPEST_GROUP || group.one('exclude') === 'enable') return unknown(group.name);
    return joined(group.list('member').map((one) => this.address(one, family, depth + 1)));
  }

  private service(name: string, depth = 0): Known<Opening> {
    const own = this.sections.edit('firewall service custom', name);
    if (own !== null) return serviceOf(own);
    const group = this.sections.edit('firewall service group', name);
    if (group !== null && depth <= DEEPEST_GROUP)
      return joined(group.list('member').map((one) => this.service(one, depth + 1)));
    const fixed = PREDEFINED.get(name);
    if (fixed !== undefined) return servicesOf(...fixed);
    return parseServices(name) === undefined ? unknown(name) : servicesOf('any', name);
  }
}

function verdictOf(edit: Edit): 'accept' | 'drop' {
  return edit.one('action') === 'accept' ? 'accept' : 'drop';
}

function everything(family: 4 | 6): Known<AuditTarget> {
  return sure({ kind: 'addresses', intervals: [wholeFamily(family)] });
}

/** Without a value an address of the ordinary type is every address. */
function addressOf(edit: Edit, family: 4 | 6): Known<AuditTarget> {
  const [type] = [edit.one('type') ?? 'ipmask'];
  const fqdn = edit.one('fqdn') ?? edit.one('wildcard-fqdn');
  if (fqdn !== null) return targetOf(fqdn);
  const [start, end] = [edit.one('start-ip'), edit.one('end-ip')];
  if (start !== null) return targetOf(`${start}-${end ?? start}`);
  if (!/^(ipmask|iprange|ipprefix|subnet|interface-subnet)$/.test(type)) return unknown(edit.name);
  const written = (family === 6 ? edit.list('ip6') : edit.list('subnet')).join(' ');
  return written === '' || written === '0.0.0.0 0.0.0.0' ? everything(family) : targetOf(written);
}

/** `443:1024-65535` is destination and source. */
function serviceOf(edit: Edit): Known<Opening> {
  const protocol = (edit.one('protocol') ?? 'TCP/UDP/SCTP').toUpperCase();
  if (/^ICMP6?$/.test(protocol)) return sure();
  if (protocol === 'IP') return servicesOf(edit.one('protocol-number') ?? 'any', '');
  if (edit.one('iprange') !== null || edit.one('fqdn') !== null) return unknown(edit.name);
  const of = (transport: 'tcp' | 'udp') =>
    edit.list(`${transport}-portrange`).map((range) => {
      const [to = '', from] = range.split(':');
      const isAnySource = from === undefined || /^(0|1|1024)-65535$/.test(from);
      return isAnySource ? servicesOf(transport, to) : unknown<Opening>(`${edit.name} from ports ${from}`);
    });
  const all = joined([...of('tcp'), ...of('udp')]);
  const isEmpty = all.sure.length + all.unknown.length === 0 && edit.list('sctp-portrange').length === 0;
  return isEmpty ? sure({ ports: [{ first: 0, last: LAST_PORT }], transports: null }) : all;
}

function zonesOf(edit: Edit): Condition[] {
  return (['iif', 'oif'] as const).flatMap((side) => {
    const named = edit.list(side === 'iif' ? 'srcintf' : 'dstintf').filter((one) => one !== 'any');
    return named.length === 0 ? [] : [deviceCondition(side, named, false)];
  });
}

/** Settings that make a policy one for some alone: of people, devices, tags. */
const FOR_SOME = 'users groups fsso-groups devices src-vendor-mac sgt vlan-filter ztna-ems-tag ztna-ems-tag-secondary ztna-geo-tag security-posture-tag'.split(' '); // prettier-ignore

function doubtsOf(edit: Edit): Condition[] {
  const asked = FOR_SOME.filter((key) => edit.list(key).some((value) => !/^('')?$/.test(value)));
  const tos = edit.one('tos-mask') ?? '0x00';
  const schedule = edit.one('schedule') ?? 'always';
  return [
    ...asked.map((key) => {
      const named = shownText(edit.list(key).join(', ')).slice(0, 30);
      return doubt(({ doubtAbout }) => doubtAbout.asksFor(`${key} (${named})`));
    }),
    ...(schedule === 'always' ? [] : [doubt(({ doubtAbout }) => doubtAbout.time(shownText(schedule)))]),
    ...(tos === '0x00' ? [] : [doubt(({ doubtAbout }) => doubtAbout.asksFor(`tos ${shownText(tos)}`))]),
    ...(edit.one('identity-based') === 'enable' ? [doubt('identity')] : []),
    ...(edit.one('rtp-nat') === 'enable' ? [doubt('rtp')] : []),
  ];
}

function filtersOf(edit: Edit): Told[] {
  const inspection = edit.one('ssl-ssh-profile');
  return [
    ...LOOK_INSIDE.flatMap((key) =>
      edit.list(key).map(
        (name): Told =>
          ({ doubtAbout }) =>
            doubtAbout.mayRefuse(`${key} ${shownText(name)}`),
      ),
    ),
    ...(inspection === null || HARMLESS_INSPECTION.test(inspection)
      ? []
      : [({ doubtAbout }: AuditWords) => doubtAbout.mayDecrypt(`ssl-ssh-profile ${shownText(inspection)}`)]),
  ];
}
