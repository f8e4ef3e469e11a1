/** JSON of a firewall: nftables, AWS, or a list of plain rules (Windows joined by one line of PowerShell, Azure, Meraki). */
import { parseBoundedJson } from '../../core/bounded-json.ts';
import type { AuditFile } from './audit-entry.ts';
import { readJsonTable } from './csv/read.ts';
import { readAwsJson } from './makers/aws.ts';
import { jsonTable } from './makers/json-rows.ts';
import { readNftJson } from './read-nft-json.ts';
import type { ReadOptions } from './read-options.ts';

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
  const table = jsonTable(json.value);
  return (table === null ? null : readJsonTable(table, options)) ?? NONE;
}

function isRuleset(json: unknown): boolean {
  return typeof json === 'object' && json !== null && 'nftables' in json;
}
