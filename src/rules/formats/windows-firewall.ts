/**
 * PowerShell for Windows Defender Firewall. Addresses are ordinary rules; names are dynamic keyword addresses, which Windows 11
 * resolves itself. https://learn.microsoft.com/powershell/module/netsecurity/new-netfirewalldynamickeywordaddress
 */
import { english } from '../../words/en/index.ts';
import type { Rule, RuleSet } from '../rule.ts';
import { headerLines, openingComment } from './header-lines.ts';
import { ipOpenings, plainComment, type IpOpening } from './ip-openings.ts';
import { stableUuid } from './policies.ts';
import { NO_OPTIONS, type RuleFormat } from './rule-format.ts';

const GROUP = 'Preflight WorkSpaces';

const PROOF = 'read back by our own reader; not proved on Windows';

export const windowsFirewall: RuleFormat = {
  id: 'windows-firewall',
  summary: 'PowerShell for Windows Defender Firewall',
  proof: PROOF,
  render(set) {
    const lines = [
      ...headerLines(set, '# ', PROOF),
      '# Windows lets everything out unless told otherwise. To deny the rest (this cuts off everything else too):',
      '#   Set-NetFirewallProfile -All -DefaultOutboundAction Block',
      '# Names need Windows 11 with Microsoft Defender Antivirus and network protection switched on.',
      "$ErrorActionPreference = 'Stop'",
      `Get-NetFirewallRule -Group ${quote(GROUP)} -ErrorAction SilentlyContinue | Remove-NetFirewallRule`,
      '',
      ...ipOpenings(set, NO_OPTIONS).flatMap(addressRule),
      '',
      ...nameRules(set),
    ];
    return { text: `${lines.join('\n')}\n`, notCovered: [] };
  },
};

/**
 * Single-quoted PowerShell text: nothing in it is expanded; a quote is doubled. Names and descriptions of rules must not hold `|`
 * (New-NetFirewallRule, -DisplayName), which nothing else of ours holds either.
 */
function quote(text: string): string {
  return `'${text.replaceAll('|', '/').replaceAll("'", "''")}'`;
}

function addressRule(opening: IpOpening): string[] {
  const { transport, port, cidrs, title } = opening;
  const name = `WorkSpaces ${title} ${transport.toUpperCase()} ${port}`;
  return [
    `New-NetFirewallRule -Group ${quote(GROUP)} -DisplayName ${quote(name)} -Description ${quote(openingComment(opening))} \``,
    '  -Direction Outbound -Action Allow `',
    `  -Protocol ${transport.toUpperCase()} -RemotePort ${port} \``,
    `  -RemoteAddress @(${cidrs.map(quote).join(', ')}) | Out-Null`,
  ];
}

function nameRules(set: RuleSet): string[] {
  const named = set.rules.filter(({ kind }) => kind !== 'cidr');
  const names = [...new Set(named.map(({ destination }) => destination))];
  return names.flatMap((name) => [
    `Remove-NetFirewallDynamicKeywordAddress -Id ${quote(keywordId(name))} -ErrorAction SilentlyContinue`,
    `New-NetFirewallDynamicKeywordAddress -Id ${quote(keywordId(name))} -Keyword ${quote(name)} -AutoResolve $true | Out-Null`,
    ...named.filter(({ destination }) => destination === name).flatMap(nameRule),
  ]);
}

function nameRule({ destination, transport, port, purpose, need, doubt }: Rule): string[] {
  const name = `WorkSpaces ${plainComment(destination)} ${transport.toUpperCase()} ${port}`;
  const description = openingComment({ title: plainComment(`${purpose} (${english.need[need]})`), doubt });
  return [
    `New-NetFirewallRule -Group ${quote(GROUP)} -DisplayName ${quote(name)} -Description ${quote(description)} \``,
    '  -Direction Outbound -Action Allow `',
    `  -Protocol ${transport.toUpperCase()} -RemotePort ${port} \``,
    `  -RemoteDynamicKeywordAddresses ${quote(keywordId(destination))} | Out-Null`,
  ];
}

function keywordId(name: string): string {
  return `{${stableUuid(name)}}`;
}
