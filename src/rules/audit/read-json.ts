/** JSON of a firewall: nftables, AWS, or a list of plain rules (Windows joined by one line of PowerShell, Azure, Meraki). */
import { parseBoundedJson } from '../../core/bounded-json.ts';
import type { AuditFile } from './audit-entry.ts';
import { readJsonTable } from './csv/read.ts';
import { readAwsJson } from './makers/aws.ts';
import { jsonTable } from './makers/json-rows.ts';
import { AS_CSV, CLOUDFORMATION, TEST_NET_CONNECTION } from './name-format.ts';
import { readNftJson } from './read-nft-json.ts';
import type { ReadOptions } from './read-options.ts';

interface Known {
  /** Keys of its objects that no other has. */
  readonly keys: readonly string[];
  readonly says: string;
}

const POWERSHELL = 'the JSON of the PowerShell line that "preflight audit --help" prints';
const KNOWN: readonly Known[] = [
  {
    keys: ['CimClass'],
    says: `this is Get-NetFirewallRule alone, without addresses and ports: give ${POWERSHELL}`,
  },
  {
    keys: ['PolicyStoreSource'],
    says: `this is Get-NetFirewallRule alone, without addresses and ports: give ${POWERSHELL}`,
  },
  {
    keys: ['kind', 'allowed', 'selfLink'],
    says: `these are firewall rules of Google Cloud, which are not read: ${AS_CSV}`,
  },
  {
    keys: ['kind', 'denied', 'selfLink'],
    says: `these are firewall rules of Google Cloud, which are not read: ${AS_CSV}`,
  },
  {
    keys: ['kind', 'network', 'priority'],
    says: `these are firewall rules of Google Cloud, which are not read: ${AS_CSV}`,
  },
  {
    keys: ['Resources'],
    says: CLOUDFORMATION,
  },
  {
    keys: ['contentVersion', 'resources'],
    says: 'this is a template of Azure: give the JSON of "az network nsg rule list --include-default"',
  },
  { keys: ['RuleGroup'], says: `this is a rule group of AWS Network Firewall, which is not read: ${AS_CSV}` },
  {
    keys: ['ruleCollections'],
    says: `these are rule collections of Azure Firewall, which are not read: ${AS_CSV}`,
  },
  {
    keys: ['terraform_version'],
    says: 'this is the state of Terraform: give the JSON of the cloud itself ("aws ec2 describe-security-groups")',
  },
  {
    keys: ['aliases'],
    says: `these are aliases of OPNsense, names and blocks without a rule: ${AS_CSV}`,
  },
  { keys: ['apiVersion', 'kind'], says: `this is an object of Kubernetes, which is not read: ${AS_CSV}` },
  { keys: ['nwServices'], says: `these are rules of Zscaler, which are not read: ${AS_CSV}` },
  { keys: ['ruleset', 'rule_index'], says: `these are rules of UniFi, which are not read: ${AS_CSV}` },
  {
    keys: ['TcpTestSucceeded'],
    says: TEST_NET_CONNECTION,
  },
  {
    keys: ['IpPermissions', 'GroupName'],
    says: 'these are security groups without their egress: give all of "aws ec2 describe-security-groups"',
  },
];

/** By the keys of the first object, and of those one level deeper. */
function nameJson(json: unknown): string | null {
  const [first]: readonly unknown[] = Array.isArray(json) ? (json as unknown[]) : [json];
  const deeper = typeof first === 'object' && first !== null ? Object.values(first).map((one: unknown) => (Array.isArray(one) ? (one[0] as unknown) : one)) : []; // prettier-ignore
  const objects = [first, ...deeper].filter((one) => typeof one === 'object' && one !== null);
  const holds = (keys: readonly string[]): boolean => objects.some((one) => keys.every((key) => key in one));
  return KNOWN.find(({ keys }) => holds(keys))?.says ?? null;
}

const NONE =
  'the JSON is none that is read: nft -j list ruleset, aws ec2 describe-security-groups or describe-network-acls, the rules of an Azure NSG or of Meraki, Get-NetFirewallRule';

export function readJson(written: string, options: ReadOptions): AuditFile | string {
  const json = parseBoundedJson(written);
  if (!json.ok)
    return json.problem.startsWith('is no JSON')
      ? 'the file begins like JSON and is none'
      : `the JSON ${json.problem}`;
  if (isRuleset(json.value)) return readNftJson(json.value, options);
  const ofAws = readAwsJson(json.value, options);
  if (ofAws !== null) return ofAws;
  const named = nameJson(json.value);
  if (named !== null) return named;
  const table = jsonTable(json.value);
  return (table === null ? null : readJsonTable(table, options)) ?? NONE;
}

function isRuleset(json: unknown): boolean {
  return typeof json === 'object' && json !== null && 'nftables' in json;
}
