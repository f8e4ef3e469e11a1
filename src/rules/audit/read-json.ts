/* eslint-disable complexity -- a reader of a grammar: one branch for each word of it */
/** JSON of clouds and of Windows: security groups, network ACLs, and Windows Firewall joined by one line of PowerShell. */
import { z } from 'zod';
import { parseBoundedJson } from '../../core/bounded-json.ts';
import { intervalToCidrs } from '../../regions/ip-interval.ts';
import { shownText, type AuditFile, type AuditTarget, type Unread } from './audit-entry.ts';
import type { BaseChain, ChainRule } from './chain.ts';
import { doubt, ownPortCondition, type Condition } from './condition.ts';
import { parseDestination } from './parse-destination.ts';
import { openingsOf, parseServices, parseTransports } from './parse-services.ts';
import { readNftJson } from './read-nft-json.ts';
import type { ReadOptions } from './read-options.ts';
import { ANYWHERE, singleList } from './views.ts';

const permission = z.object({
  IpProtocol: z.union([z.string(), z.number()]),
  FromPort: z.number().optional(),
  ToPort: z.number().optional(),
  IpRanges: z.array(z.object({ CidrIp: z.string() })).default([]),
  Ipv6Ranges: z.array(z.object({ CidrIpv6: z.string() })).default([]),
  PrefixListIds: z.array(z.unknown()).default([]),
  UserIdGroupPairs: z.array(z.unknown()).default([]),
});
const groups = z.object({
  SecurityGroups: z
    .array(z.object({ GroupId: z.string().default('group'), IpPermissionsEgress: z.array(permission) }))
    .min(1),
});
/** What our own format writes: one group's egress. */
const ours = z.object({ IpPermissions: z.array(permission) });
const acls = z.object({
  NetworkAcls: z
    .array(
      z.object({
        Entries: z.array(
          z.object({
            RuleNumber: z.number(),
            Egress: z.boolean(),
            RuleAction: z.enum(['allow', 'deny']),
            Protocol: z.string(),
            CidrBlock: z.string().optional(),
            Ipv6CidrBlock: z.string().optional(),
            PortRange: z.object({ From: z.number(), To: z.number() }).optional(),
          }),
        ),
      }),
    )
    .length(1, 'more than one'),
});
const text = z
  .union([z.string(), z.number(), z.array(z.union([z.string(), z.number()])), z.null()])
  .optional();
const windows = z
  .array(
    z.object({
      DisplayName: z.string().default(''),
      Enabled: z.union([z.string(), z.boolean(), z.number()]),
      Direction: z.union([z.string(), z.number()]),
      Action: z.union([z.string(), z.number()]),
      Protocol: text,
      RemotePort: text,
      RemoteAddress: text,
      Program: text,
    }),
  )
  .min(1);

export function readJson(written: string, options: ReadOptions): AuditFile | string {
  const bounded = parseBoundedJson(written);
  if (!bounded.ok)
    return bounded.problem.startsWith('is no JSON')
      ? 'the file begins like JSON and is none'
      : `the file ${bounded.problem}`;
  const json = bounded.value;
  const group = groups.safeParse(json);
  if (group.success) {
    const all = group.data.SecurityGroups;
    return securityGroup(
      all.flatMap((one) => one.IpPermissionsEgress),
      all.map(({ GroupId }) => GroupId),
      options,
    );
  }
  const own = ours.safeParse(json);
  if (own.success) return securityGroup(own.data.IpPermissions, ['our own file'], options);
  const acl = acls.safeParse(json);
  if (acl.success) return networkAcl(acl.data.NetworkAcls[0]?.Entries ?? [], options);
  const rows = windows.safeParse(json);
  if (rows.success) return windowsRules(rows.data, options);
  if (acl.error.issues.some(({ message }) => message === 'more than one'))
    return 'more than one network ACL: give the one of the subnet (--network-acl-ids)';
  return readNftJson(json, options);
}

/** Rules of several groups add up; a group lets out alone. */
function securityGroup(
  permissions: readonly z.infer<typeof permission>[],
  names: readonly string[],
  options: ReadOptions,
): AuditFile {
  const unread: Unread[] = [];
  const rules = permissions.flatMap((one, index): ChainRule[] => {
    const place = `permission ${index + 1}`;
    if (one.PrefixListIds.length + one.UserIdGroupPairs.length > 0)
      unread.push({
        place,
        text: 'prefix lists or groups',
        why: 'what they hold is not in the file; they can only let out more',
      });
    const cidrs = [
      ...one.IpRanges.map(({ CidrIp }) => CidrIp),
      ...one.Ipv6Ranges.map(({ CidrIpv6 }) => CidrIpv6),
    ];
    const opening = { protocol: String(one.IpProtocol), ports: portsText(one.FromPort, one.ToPort) };
    return cidrs.map((cidr) => ruleOf({ place, verdict: 'accept', destination: cidr, ...opening }));
  });
  return singleList(
    {
      format: 'aws-security-group',
      readAs: `egress of ${names.length === 1 ? `security group ${shownText(names[0] ?? '')}` : `${names.length} security groups together`}: ${rules.length} rules`,
      unread,
      assumptions: ['A security group only lets out, and lets the answers in by itself.'],
    },
    { rules, policy: 'drop' },
    options,
  );
}

function portsText(from: number | undefined, to: number | undefined): string {
  return from === undefined || from === -1 ? '' : `${from}-${to ?? from}`;
}

type AclEntry = z.infer<typeof acls>['NetworkAcls'][number]['Entries'][number];

/** The lowest number decides. A network ACL knows no connections: the answers need a rule of their own. */
function networkAcl(entries: readonly AclEntry[], options: ReadOptions): AuditFile {
  const sorted = [...entries].sort((left, right) => left.RuleNumber - right.RuleNumber);
  const of = (egress: boolean): ChainRule[] =>
    sorted.filter(({ Egress }) => Egress === egress).map((entry) => aclRule(entry, egress));
  const answers: BaseChain = {
    name: 'inbound',
    hook: null,
    family: null,
    facing: 'answer',
    at: ANYWHERE,
    policy: 'drop',
    rules: of(false),
  };
  const hasInbound = sorted.some(({ Egress }) => !Egress);
  return singleList(
    {
      format: 'aws-nacl',
      readAs: `a network ACL: ${entries.length} entries`,
      assumptions: [
        'The lowest number decides. A network ACL knows no connections.',
        ...(hasInbound
          ? []
          : ['The file holds no inbound entries: whether the answers come back was not judged.']),
      ],
    },
    { rules: of(true), policy: 'drop', answers: hasInbound ? [answers] : [] },
    options,
  );
}

function aclRule(
  { RuleNumber, RuleAction, Protocol, CidrBlock, Ipv6CidrBlock, PortRange }: AclEntry,
  egress: boolean,
): ChainRule {
  const verdict = RuleAction === 'allow' ? 'accept' : 'drop';
  const range = PortRange === undefined ? [] : [{ first: PortRange.From, last: PortRange.To }];
  const rule = ruleOf({
    place: `rule ${RuleNumber}`,
    verdict,
    destination: CidrBlock ?? Ipv6CidrBlock ?? '',
    protocol: Protocol,
    ports: egress ? portsText(PortRange?.From, PortRange?.To) : '',
  });
  if (egress || range.length === 0) return rule;
  // Inbound, the port is the client's own.
  const own = ownPortCondition(range, false);
  return { ...rule, cases: rule.cases.map((one) => ({ ...one, conditions: [...one.conditions, own] })) };
}

type WindowsRow = z.infer<typeof windows>[number];
const many = (value: z.infer<typeof text>): string[] => [value ?? 'Any'].flat().map(String);

/** Words for what lies near this computer: the service does not. */
const NEARBY = /^(LocalSubnet|DNS|DHCP|WINS|DefaultGateway|LocalIntranet|PlayToDevice)/i;

/** A rule that blocks beats every rule that allows (MS-FASP 2.2.34); what none matches goes out. */
function windowsRules(rows: readonly WindowsRow[], options: ReadOptions): AuditFile {
  const active = rows.filter(
    ({ Enabled, Direction }) =>
      /^(true|1)$/i.test(String(Enabled)) && /^(outbound|2)$/i.test(String(Direction)),
  );
  const blocks = (row: WindowsRow): boolean => /^(block|4)$/i.test(String(row.Action));
  const rules = [...active.filter(blocks), ...active.filter((row) => !blocks(row))].flatMap((row) =>
    many(row.RemoteAddress)
      .filter((one) => !NEARBY.test(one))
      .map((destination) =>
        ruleOf({
          place: `rule ${shownText(row.DisplayName)}`,
          verdict: blocks(row) ? 'drop' : 'accept',
          destination,
          protocol: many(row.Protocol).join(','),
          ports: many(row.RemotePort).join(','),
          conditions: programCondition(many(row.Program)[0] ?? ''),
        }),
      ),
  );
  return singleList(
    {
      format: 'windows',
      readAs: `rules of Windows Firewall: ${rows.length}, of which ${active.length} outbound and switched on`,
      assumptions: [
        'Windows: a rule that blocks beats every rule that allows; what none matches goes out (--default deny where the profile blocks outbound). Rules for another program than the client were not counted.',
      ],
    },
    { rules, policy: options.fallback ?? 'accept' },
    options,
  );
}

function programCondition(program: string): Condition[] {
  return /^(any|system)?$/i.test(program) || /workspaces/i.test(program)
    ? []
    : [{ why: 'it is for one program', holds: () => false }];
}

interface Written {
  readonly place: string;
  readonly verdict: 'accept' | 'drop';
  readonly destination: string;
  readonly protocol: string;
  readonly ports: string;
  readonly conditions?: readonly Condition[];
}

/** One rule from words; what is not understood leaves it in doubt. */
export function ruleOf({
  place,
  verdict,
  destination,
  protocol,
  ports,
  conditions = [],
}: Written): ChainRule {
  const target = parseDestination(destination);
  const transports = protocol === '-1' ? null : parseTransports(protocol);
  const services = parseServices(ports);
  const openings =
    services === undefined || transports === undefined
      ? [{ ports: null, transports: transports ?? null }]
      : transports?.length === 0
        ? []
        : openingsOf(services, transports);
  const problems = [
    ...(target === null ? ['a destination that is not understood'] : []),
    ...(services === undefined || transports === undefined
      ? ['a port or protocol that is not understood']
      : []),
  ];
  const anywhere: AuditTarget = { kind: 'anywhere' };
  const shown =
    target?.kind === 'addresses' ? target.intervals.flatMap(intervalToCidrs).join(', ') : destination;
  return {
    place,
    text: shownText(`${shown} ${protocol} ${ports}`),
    cases: openings.map((opening) => ({
      match: { target: target ?? anywhere, ...opening },
      conditions: [...conditions, ...problems.map(doubt)],
      verdict: { kind: verdict },
    })),
  };
}
