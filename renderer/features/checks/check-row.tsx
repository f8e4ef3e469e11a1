import { memo } from 'react';
import type { Check } from '../../../src/reading/check.ts';
import { StatusIcon } from '../../ui/status-icon.tsx';
import { capital, duration } from '../../words/format.ts';
import { useWords } from '../../words/words-context.tsx';
import { checkPort, checkTarget, checkWhat } from '../report/check-words.ts';
import { stateText } from './state-text.ts';

interface CheckRowProps {
  readonly check: Check;
  readonly chosen: boolean;
  readonly endMs: number;
  readonly onChoose: (id: string) => void;
}

/** One check: what, target, port, state, when and how long. */
export const CheckRow = memo(function CheckRow({ check, chosen, endMs, onChoose }: CheckRowProps) {
  const words = useWords();
  const target = checkTarget(check);
  return (
    <tr className={chosen ? 'check-row check-chosen' : 'check-row'} onClick={() => onChoose(check.id)}>
      <td>
        <button
          type="button"
          className="check-open"
          aria-pressed={chosen}
          tabIndex={chosen ? 0 : -1}
          onClick={() => onChoose(check.id)}
        >
          <StatusIcon tone={check.status} />
          <span className="hidden">{capital(words.vocabulary.status[check.status])}: </span>
          <span className="check-what">{checkWhat(words, check)}</span>
        </button>
      </td>
      <td className="mono check-target">{target}</td>
      <td className="figure check-port">{checkPort(check)}</td>
      <td className="soft check-state">{stateText(words, check)}</td>
      <td className="check-when">
        <WhenBar check={check} endMs={endMs} />
      </td>
      <td className="right figure check-took">{duration(words, check.durationMs)}</td>
    </tr>
  );
});

/** When it ran within the run, as a bar; its colour is its status when that is a fault. */
function WhenBar({ check, endMs }: { check: Check; endMs: number }) {
  if (check.startMs === null) return <span className="when" />;
  const from = Math.min(1, check.startMs / Math.max(1, endMs));
  const width = Math.max(0.03, (check.durationMs ?? 0) / Math.max(1, endMs));
  const tone = check.status === 'fail' || check.status === 'warn' ? check.status : 'quiet';
  return (
    <span className="when">
      <span
        className={`when-bar when-${tone}`}
        style={{ left: `${from * 100}%`, width: `${Math.min(width, 1 - from) * 100}%` }}
      />
    </span>
  );
}
