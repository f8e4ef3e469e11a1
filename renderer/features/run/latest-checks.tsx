import type { PlannedStep } from '../../../src/contract/index.ts';
import type { Check } from '../../../src/reading/check.ts';
import { StatusIcon, type Tone } from '../../ui/status-icon.tsx';
import { useWords } from '../../words/words-context.tsx';
import type { RunView } from '../live/run-view.ts';
import { checkTarget, checkTitle } from '../report/check-words.ts';

const ROWS = 6;

interface Row {
  readonly id: string;
  readonly atMs: number;
  readonly tone: Tone;
  readonly about: Check | PlannedStep;
}

/** The last six: what is being tried now on top, then what came back. Six places from the start. */
export function LatestChecks({ view }: { view: RunView }) {
  const words = useWords();
  const rows = latestRows(view);
  return (
    <section>
      <h2 className="section">{words.run.latest}</h2>
      <ul className="latest">
        {rows.map(({ id, atMs, tone, about }) => (
          <li key={id} className="latest-row">
            <span className="quiet figure">{words.unit.seconds((atMs / 1000).toFixed(1))}</span>
            <StatusIcon tone={tone} />
            <span className="latest-title">{checkTitle(words, about)}</span>
            <span className="mono soft latest-target">{checkTarget(about)}</span>
          </li>
        ))}
        {rows.length === 0 ? <li className="latest-row quiet">{words.run.noneYet}</li> : null}
      </ul>
    </section>
  );
}

function latestRows(view: RunView): Row[] {
  const [active] = [...view.active.entries()].slice(-1);
  const step = view.steps.find(({ id }) => id === active?.[0]);
  const trying: Row[] =
    active === undefined || step === undefined
      ? []
      : [{ id: step.id, atMs: active[1], tone: 'running', about: step }];
  const done = view.checks
    .slice(-ROWS)
    .map(({ check, atMs }): Row => ({ id: check.id, atMs, tone: check.status, about: check }));
  return [...trying, ...done.reverse()].slice(0, ROWS);
}
