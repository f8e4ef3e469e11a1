/**
 * What the system's programs printed, one text a program, for `evidence/tool-output/`. By program an allow-list as well: output that nobody has
 * read with a person's privacy in mind stays out, and the manifest says so.
 */
import type { ToolRun } from '../evidence/tool-output.ts';
import type { RunRecord } from '../reading/record.ts';

/**
 * Left out on purpose: `system_profiler` names every Wi-Fi in reach, and so where the person is; `security` lists the store of roots.
 * `ss` is asked for our own connections alone (src/net/kernel-tcp-info.ts).
 */
const ALLOWED = new Set(
  (
    'ping ping6 traceroute tracert ip ss resolvectl iw gsettings dpkg-query ifconfig netstat route scutil networksetup plutil ' +
    'netsh reg powershell'
  ).split(' '),
);

export interface ToolText {
  readonly tool: string;
  readonly text: string;
  readonly runs: number;
}

/** Before redaction. */
export function toolTexts(record: RunRecord | null): readonly ToolText[] {
  return [...byTool(record)]
    .filter(([tool]) => ALLOWED.has(tool))
    .map(([tool, runs]) => ({ tool, runs: runs.length, text: runs.map(textOf).join('\n') }));
}

/** What of the transcript is not in the texts, and why: rows of the manifest. */
export function toolOutputLeftOut(record: RunRecord | null): { what: string; why: string }[] {
  const others = [...byTool(record).keys()].filter((tool) => !ALLOWED.has(tool));
  const unkept = record?.toolOutput?.unkeptRuns ?? 0;
  return [
    ...others.map((tool) => ({ what: `output of ${tool}`, why: 'no rule allows it yet' })),
    ...(unkept === 0 ? [] : [{ what: `output of ${unkept} more programs`, why: 'too many were started' }]),
  ];
}

function byTool(record: RunRecord | null): ReadonlyMap<string, readonly ToolRun[]> {
  const tools = new Map<string, ToolRun[]>();
  for (const run of record?.toolOutput?.runs ?? []) {
    // `ping.exe` and `ping` are one program.
    const tool = run.tool.toLowerCase().replace(/\.exe$/, '');
    tools.set(tool, [...(tools.get(tool) ?? []), run]);
  }
  return tools;
}

function textOf({ tool, args, atMs, durationMs, exitCode, problem, output, droppedChars }: ToolRun): string {
  const end = exitCode === null ? (problem ?? 'ended by us') : `exit code ${exitCode}`;
  const lines = [
    `$ ${[tool, ...args].join(' ')}`,
    `[at ${seconds(atMs)}, took ${seconds(durationMs)}, ${end}]`,
    ...(output === '' ? [] : [output.replace(/\r\n/g, '\n').replace(/\n+$/, '')]),
    ...(droppedChars > 0 ? [`[${droppedChars} more characters were not kept]`] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(3)} s`;
}
