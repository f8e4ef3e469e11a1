/** The plan for people: what a check would touch, before anything is sent. Pure. */
import { GROUPS } from '../core/words.ts';
import type { Step } from '../plan/step.ts';
import { describeTarget } from './describe-checks.ts';
import { GROUP_NAME, REASON_NAME, counted } from './plain-words.ts';
import { terminalSafe } from './safe-text.ts';
import { PLAIN_TEXT, painterFor, type TextStyle } from './text-style.ts';
import { hangText, padTo, wrapText } from './wrap-text.ts';

const PROBE_WIDTH = 15;

export function renderPlanText(steps: readonly Step[], style: TextStyle = PLAIN_TEXT): string {
  const active = steps.filter((step) => step.skipped === null);
  const regions = new Set(steps.flatMap((step) => step.region ?? []));
  const frame = { style, manyRegions: regions.size > 1 };
  const lines = [
    ...wrapText(headline(steps, active), style.width).map((line) => painterFor(style)('strong', line)),
    ...GROUPS.flatMap((group) =>
      groupLines(
        GROUP_NAME[group],
        active.filter((step) => step.group === group),
        frame,
      ),
    ),
    ...skippedLines(
      steps.filter((step) => step.skipped !== null),
      style,
    ),
  ];
  return `${lines.join('\n')}\n`;
}

interface Frame {
  readonly style: TextStyle;
  /** One Region needs no naming on every line. */
  readonly manyRegions: boolean;
}

function headline(steps: readonly Step[], active: readonly Step[]): string {
  const hosts = new Set(active.flatMap(({ target }) => target.host ?? [])).size;
  const addresses = new Set(active.flatMap(({ target }) => target.address ?? [])).size;
  return (
    `A check with these options takes ${counted(active.length, 'step')} and touches ${counted(hosts, 'name')} and ` +
    `${counted(addresses, 'listed address', 'listed addresses')}; ${counted(steps.length - active.length, 'row')} of the tables ` +
    `would not be tested. Addresses that DNS gives are tested as well. Nothing was sent now.`
  );
}

function groupLines(name: string, steps: readonly Step[], frame: Frame): string[] {
  if (steps.length === 0) return [];
  const head = painterFor(frame.style)('strong', `${name}: ${counted(steps.length, 'step')}`);
  return ['', head, ...steps.flatMap((step) => stepLines(step, frame))];
}

function stepLines(step: Step, { style, manyRegions }: Frame): string[] {
  const times = step.samples === null ? '' : `, ${step.samples} times`;
  const need = step.need === null ? '' : `, ${step.need}`;
  const region = step.region === null || !manyRegions ? '' : ` [${step.region}]`;
  const text = terminalSafe(`${describeTarget(step)}${times}${need}${region}`);
  return hangText(text, { lead: `  ${padTo(step.probe, PROBE_WIDTH)}`, width: style.width });
}

/** Rows with the same reason stand together under it. */
function skippedLines(steps: readonly Step[], style: TextStyle): string[] {
  if (steps.length === 0) return [];
  const byReason = new Map<string, string[]>();
  for (const step of steps) {
    const reason =
      step.skipped || (step.skipReason === null ? 'no reason given' : REASON_NAME[step.skipReason]);
    byReason.set(reason, [...(byReason.get(reason) ?? []), describeTarget(step)]);
  }
  const blocks = [...byReason].flatMap(([reason, targets]) => [
    ...hangText(terminalSafe(`${reason}:`), { lead: '  ', width: style.width }),
    ...targets.flatMap((target) => hangText(terminalSafe(target), { lead: '    ', width: style.width })),
  ]);
  const head = painterFor(style)('strong', `Not tested: ${counted(steps.length, 'row')}`);
  return ['', head, ...blocks];
}
