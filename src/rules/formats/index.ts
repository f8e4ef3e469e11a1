/** The registry of output syntaxes: a new one is a file, a row here and a test. */
import { awsSecurityGroup } from './aws-security-group.ts';
import { csv } from './csv.ts';
import { iptablesRestore } from './iptables-restore.ts';
import { json } from './json.ts';
import { markdown } from './markdown.ts';
import { nftables } from './nftables.ts';
import type { RuleFormat } from './rule-format.ts';
import { blocks, names } from './plain-lists.ts';
import { squid } from './squid.ts';
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
];
