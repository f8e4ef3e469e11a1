/** JSON of the AWS CLI: the egress of security groups, and network ACLs, which know no connections. */
import { z } from 'zod';
import { shownText, type AuditFile, type Told } from '../audit-entry.ts';
import type { BaseChain, ChainRule } from '../chain.ts';
import { deviceCondition, doubt, ownPortCondition, type Condition } from '../condition.ts';
import type { ReadOptions } from '../read-options.ts';
import { ANYWHERE as AT_ANY_HOOK, singleList } from '../views.ts';
import { ANYWHERE, servicesOf, sure, targetOf, toRule, unknown } from './objects.ts';

const port = z.number().nullish();
const permission = z.object({
  IpProtocol: z.union([z.string(), z.number()]),
  FromPort: port,
  ToPort: port,
  IpRanges: z.array(z.object({ CidrIp: z.string() })).default([]),
  Ipv6Ranges: z.array(z.object({ CidrIpv6: z.string() })).default([]),
  PrefixListIds: z.array(z.unknown()).default([]),
  UserIdGroupPairs: z.array(z.unknown()).default([]),
});
type Permission = z.infer<typeof permission>;
const groups = z.object({
  SecurityGroups: z
    .array(z.object({ GroupId: z.string().default('group'), IpPermissionsEgress: z.array(permission) }))
    .min(1),
});
/** What our own format writes: one group's egress. */
const ours = z.object({ IpPermissions: z.array(permission) });
const flat = z.object({
  SecurityGroupRules: z.array(
    z.object({
      GroupId: z.string(),
      IsEgress: z.boolean(),
      IpProtocol: z.string(),
      FromPort: port,
      ToPort: port,
      CidrIpv4: z.string().optional(),
      CidrIpv6: z.string().optional(),
      PrefixListId: z.string().optional(),
    }),
  ),
});
const acls = z.object({
  NetworkAcls: z.array(
    z.object({
      NetworkAclId: z.string().default(''),
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
  ),
});

interface Group {
  readonly id: string;
  readonly permissions: readonly Permission[];
}

/** What `--query` leaves of the answers: the list itself, or one of it. */
function wrapped(json: unknown): unknown {
  const list: readonly unknown[] = Array.isArray(json) ? (json as unknown[]) : [json];
  const has = (key: string): boolean => list.length > 0 && list.every((one) => typeof one === 'object' && one !== null && key in one); // prettier-ignore
  if (has('IpPermissionsEgress')) return { SecurityGroups: list };
  if (has('SecurityGroupRuleId')) return { SecurityGroupRules: list };
  return has('NetworkAclId') && has('Entries') ? { NetworkAcls: list } : json;
}

/** Null when the JSON is none of AWS. */
export function readAwsJson(given: unknown, options: ReadOptions): AuditFile | string | null {
  const json = wrapped(given);
  const many = groups.safeParse(json);
  if (many.success)
    return securityGroups(
      many.data.SecurityGroups.map((one) => ({ id: one.GroupId, permissions: one.IpPermissionsEgress })),
      options,
    );
  const rules = flat.safeParse(json);
  if (rules.success) return securityGroups(groupsOf(rules.data.SecurityGroupRules), options);
  const acl = acls.safeParse(json);
  if (acl.success) return networkAcl(acl.data.NetworkAcls, options);
  const own = ours.safeParse(json);
  return own.success
    ? securityGroups([{ id: options.words.readAs.ownFile, permissions: own.data.IpPermissions }], options)
    : null;
}

/** `describe-security-group-rules`, one rule a block. */
function groupsOf(rules: z.infer<typeof flat>['SecurityGroupRules']): Group[] {
  const ids = [...new Set(rules.map(({ GroupId }) => GroupId))];
  return ids.map((id) => ({
    id,
    permissions: rules
      .filter(({ GroupId, IsEgress }) => GroupId === id && IsEgress)
      .map((one) => ({
        IpProtocol: one.IpProtocol,
        FromPort: one.FromPort,
        ToPort: one.ToPort,
        IpRanges: one.CidrIpv4 === undefined ? [] : [{ CidrIp: one.CidrIpv4 }],
        Ipv6Ranges: one.CidrIpv6 === undefined ? [] : [{ CidrIpv6: one.CidrIpv6 }],
        PrefixListIds: one.PrefixListId === undefined ? [] : [one.PrefixListId],
        UserIdGroupPairs: [],
      })),
  }));
}

/** A group lets out alone. Which groups one interface has is not in the file: each group is told apart. */
function securityGroups(all: readonly Group[], options: ReadOptions): AuditFile {
  const isOne = all.length === 1;
  const { words } = options;
  const rules = all.flatMap(({ id, permissions }) => {
    const conditions = isOne ? [] : [deviceCondition('iif', [`security group ${shownText(id)}`], false)];
    return permissions.flatMap((one, index) =>
      permissionRules(
        one,
        ({ place }) => place.permission(isOne ? '' : shownText(id), index + 1),
        conditions,
      ),
    );
  });
  return singleList(
    {
      format: 'aws-security-group',
      readAs: isOne
        ? words.readAs.group(shownText(all[0]?.id ?? ''), rules.length)
        : words.readAs.groups(all.length, rules.length),
      assumptions: [words.note.group, ...(isOne ? [] : [words.note.groups])],
    },
    { rules, policy: 'drop' },
    options,
  );
}

function permissionRules(one: Permission, place: Told, conditions: readonly Condition[]): ChainRule[] {
  const cidrs = [
    ...one.IpRanges.map(({ CidrIp }) => CidrIp),
    ...one.Ipv6Ranges.map(({ CidrIpv6 }) => CidrIpv6),
  ];
  const openings = servicesOf(protocolText(one.IpProtocol), portsText(one.FromPort, one.ToPort));
  const rule = (targets: ReturnType<typeof targetOf>, text: string): ChainRule =>
    toRule({ place, text, verdict: 'accept', targets, openings, conditions });
  return [
    ...cidrs.map((cidr) => rule(targetOf(cidr), cidr)),
    // What a prefix list holds is not in the file; groups are private addresses, where the service is not.
    ...(one.PrefixListIds.length > 0
      ? [
          rule(
            unknown(({ thing }) => thing.prefixList),
            'prefix list',
          ),
        ]
      : []),
  ];
}

function protocolText(protocol: string | number): string {
  return String(protocol) === '-1' ? 'any' : String(protocol);
}

function portsText(from: number | null | undefined, to: number | null | undefined): string {
  return from === undefined || from === null || from === -1 ? '' : `${from}-${to ?? from}`;
}

type Acl = z.infer<typeof acls>['NetworkAcls'][number];
type AclEntry = Acl['Entries'][number];

/** The lowest number decides. A network ACL knows no connections: the answers need a rule of their own. */
function networkAcl(all: readonly Acl[], options: ReadOptions): AuditFile | string {
  const [acl] = all;
  if (acl === undefined) return 'the JSON holds no network ACL';
  if (all.length > 1) return 'more than one network ACL: give the one of the subnet (--network-acl-ids)';
  const sorted = [...acl.Entries].sort((left, right) => left.RuleNumber - right.RuleNumber);
  const of = (egress: boolean): ChainRule[] =>
    sorted.filter(({ Egress }) => Egress === egress).map((entry) => aclRule(entry));
  const inbound = of(false);
  const answers: BaseChain = {
    name: 'inbound',
    hook: null,
    family: null,
    facing: 'answer',
    at: AT_ANY_HOOK,
    policy: 'drop',
    rules: inbound.length > 0 ? inbound : UNHEARD,
  };
  return singleList(
    {
      format: 'aws-nacl',
      readAs: options.words.readAs.acl(acl.Entries.length),
      assumptions: [options.words.note.acl],
    },
    { rules: of(true), policy: 'drop', more: [answers] },
    options,
  );
}

/** Without inbound entries nobody can tell whether the answers come back. */
const UNHEARD: readonly ChainRule[] = (['drop', 'accept'] as const).map((kind) => ({
  place: ({ place }) => place.inbound,
  text: 'not in the file',
  cases: [
    {
      match: { target: ANYWHERE, ports: null, transports: null },
      conditions: kind === 'drop' ? [doubt('noInbound')] : [],
      verdict: { kind },
    },
  ],
}));

function aclRule({
  RuleNumber,
  RuleAction,
  Protocol,
  CidrBlock,
  Ipv6CidrBlock,
  PortRange,
  Egress,
}: AclEntry): ChainRule {
  const cidr = CidrBlock ?? Ipv6CidrBlock;
  const ports = portsText(PortRange?.From, PortRange?.To);
  const isOpenRange = PortRange === undefined;
  // Inbound, the port is the client's own.
  const own =
    Egress || isOpenRange ? [] : [ownPortCondition([{ first: PortRange.From, last: PortRange.To }], false)];
  return toRule({
    place: ({ place }) => place.aclRule(RuleNumber, Egress),
    text: `${RuleAction} ${cidr ?? ''} ${Protocol} ${ports}`,
    verdict: RuleAction === 'allow' ? 'accept' : 'drop',
    targets: cidr === undefined ? sure(ANYWHERE) : targetOf(cidr),
    openings: servicesOf(protocolText(Protocol), Egress ? ports : ''),
    conditions: own,
  });
}
