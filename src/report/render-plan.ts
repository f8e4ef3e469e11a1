/** The plan for people: what a check would touch, before anything is sent. Pure. */
import { sayIn } from '../core/say.ts';
import { GROUPS } from '../core/words.ts';
import type { PlanSessions } from '../plan/sessions.ts';
import { rowOf, targetOf, type Step } from '../plan/step.ts';
import { describeTarget } from './describe-checks.ts';
import type { Vocabulary } from '../words/en/index.ts';
import { vocabularyOf } from '../words/languages.ts';
import { terminalSafe } from './safe-text.ts';
import { PLAIN_TEXT, painterFor, type TextStyle } from './text-style.ts';
import { hangText, padTo, wrapText } from '../core/wrap-text.ts';

const PROBE_WIDTH = 15;

/** `summary`: the sentence and one line a group, without the single steps. */
export function renderPlanText(
  { steps, sessions }: { readonly steps: readonly Step[]; readonly sessions: PlanSessions },
  style: TextStyle = PLAIN_TEXT,
  { summary }: { readonly summary: boolean } = { summary: false },
): string {
  const active = steps.filter((step) => step.skipped === null);
  const regions = new Set(steps.flatMap((step) => step.region ?? []));
  const v = vocabularyOf(style.language);
  const frame = { style, v, summary, manyRegions: regions.size > 1 };
  const lines = [
    ...wrapText(headline(steps, active, frame), style.width).map((line) => painterFor(style)('strong', line)),
    ...wrapText(v.sessions(sessions), style.width),
    ...(summary ? [''] : []),
    ...GROUPS.flatMap((group) =>
      groupLines(
        v.group[group],
        active.filter((step) => step.group === group),
        frame,
      ),
    ),
    ...skippedLines(
      steps.filter((step) => step.skipped !== null),
      frame,
    ),
  ];
  return `${lines.join('\n')}\n`;
}

interface Frame {
  readonly style: TextStyle;
  readonly v: Vocabulary;
  /** One Region needs no naming on every line. */
  readonly manyRegions: boolean;
  /** Counts alone. */
  readonly summary: boolean;
}

function headline(steps: readonly Step[], active: readonly Step[], { style, v }: Frame): string {
  const hosts = new Set(active.flatMap((step) => targetOf(step).host ?? [])).size;
  const addresses = new Set(active.flatMap((step) => targetOf(step).address ?? [])).size;
  const skipped = steps.length - active.length;
  return sayIn(style.language).sentences(
    v.plan.headline(active.length, hosts, addresses),
    skipped > 0 && v.plan.skipped(skipped),
    v.plan.dns,
    v.plan.nothingSent,
  );
}

function groupLines(name: string, steps: readonly Step[], frame: Frame): string[] {
  if (steps.length === 0) return [];
  const told = `${name}${frame.v.colon}${frame.v.plan.steps(steps.length)}`;
  if (frame.summary) return [`  ${told}`];
  return ['', painterFor(frame.style)('strong', told), ...steps.flatMap((step) => stepLines(step, frame))];
}

function stepLines(step: Step, { style, v, manyRegions }: Frame): string[] {
  const times = 'samples' in step ? [v.plan.times(step.samples)] : [];
  const amounts = [...times, ...toPeer(step, v)].map((one) => `${v.comma}${one}`).join('');
  const need = step.need === null ? '' : `${v.comma}${v.need[step.need]}`;
  const region = step.region === null || !manyRegions ? '' : ` [${step.region}]`;
  const text = terminalSafe(`${describeTarget(rowOf(step), v)}${amounts}${need}${region}`);
  return hangText(text, { lead: `  ${padTo(step.probe, PROBE_WIDTH)}`, width: style.width });
}

/** What a step sends to a peer of the person's own beside that, which may be much. */
function toPeer(step: Step, { plan }: Vocabulary): string[] {
  if (step.probe === 'stamp') return step.localPort === null ? [] : [plan.from(step.localPort)];
  if (step.probe === 'peer-load') return [plan.loads(step.loads)];
  return step.probe === 'peer-idle' ? [plan.held(step.delaysS)] : [];
}

/** Rows with the same reason stand together under it. */
function skippedLines(steps: readonly Step[], frame: Frame): string[] {
  const { style, v } = frame;
  if (steps.length === 0) return [];
  const byReason = new Map<string, string[]>();
  for (const step of steps) {
    const reason = reasonOf(step, frame);
    byReason.set(reason, [...(byReason.get(reason) ?? []), describeTarget(rowOf(step), v)]);
  }
  const told = `${v.face.notTested}${v.colon}${v.plan.rows(steps.length)}`;
  if (frame.summary)
    return [
      `  ${told}`,
      ...[...byReason].map(([reason, targets]) => `    ${v.plan.rows(targets.length)}${v.colon}${reason}`),
    ];
  const blocks = [...byReason].flatMap(([reason, targets]) => [
    ...hangText(terminalSafe(`${reason}${v.colon}`.trimEnd()), { lead: '  ', width: style.width }),
    ...targets.flatMap((target) => hangText(terminalSafe(target), { lead: '    ', width: style.width })),
  ]);
  return ['', painterFor(style)('strong', told), ...blocks];
}

/** The plan's own words say more than the reason, and stand in English alone. */
function reasonOf({ skipped, skipReason }: Step, { style, v }: Frame): string {
  const own = skipped === null || skipped === '' ? v.plan.noReason : skipped;
  return skipReason === null || (style.language === 'en' && own === skipped) ? own : v.reason[skipReason];
}
