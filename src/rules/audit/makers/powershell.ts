/** A script of `New-NetFirewallRule` lines (Microsoft's NetSecurity module), such as our own, as rows of Windows Firewall. Pure. */
import type { AuditFile } from '../audit-entry.ts';
import { readJsonTable } from '../csv/read.ts';
import type { ReadOptions } from '../read-options.ts';
import { WINDOWS_FIELDS } from './json-rows.ts';

export const looksLikePowerShell = (text: string): boolean => /^\s*New-NetFirewallRule\s/m.test(text);

export function readPowerShell(text: string, options: ReadOptions): AuditFile | string {
  const lines = text.replaceAll(/`\r?\n/g, ' ').split(/\r?\n/).filter((line) => !line.trim().startsWith('#')); // prettier-ignore
  const keywords = new Map(
    lines
      .filter((line) => /New-NetFirewallDynamicKeywordAddress/.test(line))
      .map((line) => [valueOf(line, 'Id'), valueOf(line, 'Keyword')]),
  );
  const rules = lines.filter((line) => /New-NetFirewallRule\s/.test(line));
  if (rules.some((line) => /New-NetFirewallRule\s+(-\S+\s+\S+\s+)*@[A-Za-z_]/.test(line)))
    return 'the script keeps the values of its rules in tables (New-NetFirewallRule @table): run it, and give the JSON of the PowerShell line that "preflight audit --help" prints';
  const profiles = lines
    .filter((line) => /Set-NetFirewallProfile/.test(line))
    .map((line) => ({ Enabled: 'True', DefaultOutboundAction: valueOf(line, 'DefaultOutboundAction') }));
  const rows = rules.map((line, index) => ({
    line: index + 1,
    cells: WINDOWS_FIELDS.map((key) => cellOf(line, key, keywords)),
  }));
  const fallback = profiles.length === 0 ? null : profiles;
  return (
    readJsonTable({ header: WINDOWS_FIELDS, rows, profiles: fallback }, options) ??
    'the script makes no rules'
  );
}

/** A dynamic keyword stands for its name. Without a value the module's own: inbound, allow, on, any. */
function cellOf(
  line: string,
  key: (typeof WINDOWS_FIELDS)[number],
  keywords: ReadonlyMap<string, string>,
): string {
  const own = valueOf(line, key);
  if (key === 'RemoteAddress' && own === '') return valueOf(line, 'RemoteDynamicKeywordAddresses').split(',').map((id) => keywords.get(id) ?? id).join(','); // prettier-ignore
  return own === '' ? (DEFAULTS.get(key) ?? '') : own;
}

const DEFAULTS: ReadonlyMap<string, string> = new Map([
  ['Enabled', 'True'],
  ['Direction', 'Inbound'],
  ['Action', 'Allow'],
  ['Protocol', 'Any'],
]);

const ITEM = String.raw`(?:'(?:[^']|'')*'|"[^"]*"|[^\s|,]+)`;

/** `-Name value`, `-Name 'a value'`, `-Name @('a', 'b')`, `-Name a,b`, `-Name 'a','b'`. */
function valueOf(line: string, key: string): string {
  const values = String.raw`\s-${key}\s+(@\([^)]*\)|${ITEM}(?:\s*,\s*${ITEM})*)`;
  const written = new RegExp(values, 'i').exec(line)?.[1] ?? '';
  return written.replace(/^@\(|\)$/g, '').split(',').map((part) => part.trim().replaceAll(/^['"]|['"]$/g, '')).join(','); // prettier-ignore
}
