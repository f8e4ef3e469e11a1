/**
 * PowerShell for Windows Defender Firewall. Addresses are ordinary rules; names are dynamic keyword addresses, which Windows 11
 * resolves itself. https://learn.microsoft.com/powershell/module/netsecurity/new-netfirewalldynamickeywordaddress
 */
import { createHash } from 'node:crypto';
import type { Rule, RuleSet } from '../rule.ts';
import { headerLines, openingComment } from './header-lines.ts';
import { ipOpenings, plainComment, type IpOpening } from './ip-openings.ts';
import { NO_OPTIONS, type RuleFormat } from './rule-format.ts';

const GROUP = 'Preflight WorkSpaces';

export const windowsFirewall: RuleFormat = {
  id: 'windows-firewall',
  summary: 'PowerShell for Windows Defender Firewall',
  render(set) {
    const lines = [
      ...headerLines(set, '# '),
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
  const description = openingComment({ title: plainComment(`${purpose} (${need})`), doubt });
  return [
    `New-NetFirewallRule -Group ${quote(GROUP)} -DisplayName ${quote(name)} -Description ${quote(description)} \``,
    '  -Direction Outbound -Action Allow `',
    `  -Protocol ${transport.toUpperCase()} -RemotePort ${port} \``,
    `  -RemoteDynamicKeywordAddresses ${quote(keywordId(destination))} | Out-Null`,
  ];
}

/** The same id for the same name on every run (the shape of a version 4 UUID), so that a second run replaces the first. */
function keywordId(name: string): string {
  const hex = createHash('sha256').update(`preflight-workspaces ${name}`).digest('hex');
  return `{${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}}`;
}
