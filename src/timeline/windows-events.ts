/**
 * Events of Windows by provider and number; their texts are not read. Numbers: learn.microsoft.com (WLAN AutoConfig 8001 to 8003, Kernel-Power,
 * NetworkProfile 10000 and 10001, RasClient 20225 and 20226) and published manifests; never run on Windows.
 */
import { happened, type EventKind, type Source, type TimelineEvent } from './event.ts';

type Row = readonly [id: number, kind: EventKind, source: Source];

const KNOWN: Readonly<Record<string, readonly Row[]>> = {
  'Microsoft-Windows-WLAN-AutoConfig': [
    [8001, 'link-found', 'link'],
    [8002, 'link-lost', 'link'],
    [8003, 'link-lost', 'link'],
  ],
  'Microsoft-Windows-NetworkProfile': [
    [10000, 'route-found', 'network'],
    [10001, 'route-lost', 'network'],
  ],
  'Microsoft-Windows-Kernel-Power': [
    [42, 'sleep', 'sleep'],
    [107, 'resume', 'sleep'],
    [506, 'sleep', 'sleep'],
    [507, 'resume', 'sleep'],
  ],
  'Microsoft-Windows-Kernel-General': [
    [1, 'clock-step', 'network'],
    [12, 'boot', 'sleep'],
  ],
  'Microsoft-Windows-DNS-Client': [[1014, 'dns-trouble', 'network']],
  RasClient: [
    [20225, 'vpn-up', 'network'],
    [20226, 'vpn-down', 'network'],
  ],
};

/** Log, providers and the source that they are: one query each, so that a log that is off costs itself alone. */
export const WINDOWS_LOGS = [
  { source: 'link', log: 'Microsoft-Windows-WLAN-AutoConfig/Operational' },
  { source: 'network', log: 'Microsoft-Windows-NetworkProfile/Operational' },
  { source: 'sleep', log: 'System' },
] as const;

/** `MOST` newest lines `time|provider|number`; the first line is the time of the oldest record of the log. */
export function windowsScript(
  log: string,
  { fromMs, toMs, most }: { readonly fromMs: number; readonly toMs: number; readonly most: number },
): string {
  const at = (ms: number): string => `([datetime]'${new Date(ms).toISOString()}')`;
  return [
    "$ErrorActionPreference='Stop'",
    `$o=Get-WinEvent -LogName '${log}' -Oldest -MaxEvents 1`,
    "$o.TimeCreated.ToUniversalTime().ToString('o')",
    `Get-WinEvent -FilterHashtable @{LogName='${log}';StartTime=${at(fromMs)};EndTime=${at(toMs)}} -MaxEvents ${most} -ErrorAction SilentlyContinue | ForEach-Object { $_.TimeCreated.ToUniversalTime().ToString('o')+'|'+$_.ProviderName+'|'+$_.Id }`,
  ].join(';');
}

export interface WindowsRead {
  /** Null: the answer has no first line of ours. */
  readonly oldestMs: number | null;
  readonly lines: number;
  readonly events: readonly TimelineEvent[];
}

const TIME = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,7}))?Z$/;

export function eventsOfWindows(text: string): WindowsRead {
  const [first = '', ...lines] = text.split(/\r?\n/).filter((line) => line !== '');
  const events = lines.flatMap((line) => {
    const [time = '', provider = '', id = ''] = line.split('|');
    const atMs = momentOf(time);
    const row = Object.hasOwn(KNOWN, provider)
      ? KNOWN[provider]?.find(([number]) => String(number) === id)
      : undefined;
    return atMs === null || row === undefined ? [] : [happened(atMs, { kind: row[1], source: row[2] })];
  });
  return { oldestMs: momentOf(first), lines: lines.length, events };
}

function momentOf(text: string): number | null {
  const [, whole, part = ''] = TIME.exec(text) ?? [];
  const ms = Date.parse(`${whole ?? ''}Z`);
  return Number.isNaN(ms) ? null : ms + Number(part.padEnd(3, '0').slice(0, 3));
}
