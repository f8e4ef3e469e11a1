/** The registry of output syntaxes: a new one is a file, a row here and a test. */
import { asa } from './asa.ts';
import { awsNetworkFirewall } from './aws-network-firewall.ts';
import { awsSecurityGroup } from './aws-security-group.ts';
import { csv } from './csv.ts';
import { fortios } from './fortios.ts';
import { iptablesRestore } from './iptables-restore.ts';
import { json } from './json.ts';
import { markdown } from './markdown.ts';
import { nftables } from './nftables.ts';
import { opnsense } from './opnsense.ts';
import { panos } from './panos.ts';
import type { RuleFormat } from './rule-format.ts';
import { blocks, names } from './plain-lists.ts';
import { squid } from './squid.ts';
import { terraformAws } from './terraform-aws.ts';
import { terraformAzure } from './terraform-azure.ts';
import { text } from './text.ts';
import { windowsFirewall } from './windows-firewall.ts';

export const RULE_FORMATS: readonly RuleFormat[] = [
  text,
  csv,
  json,
  markdown,
  nftables,
  iptablesRestore,
  squid,
  windowsFirewall,
  awsSecurityGroup,
  blocks,
  names,
  terraformAws,
  terraformAzure,
  fortios,
  asa,
  panos,
  opnsense,
  awsNetworkFirewall,
];
