import { StatusIcon } from '../../ui/status-icon.tsx';
import { useWords } from '../../words/words-context.tsx';
import { stagesOf, type Stage } from '../live/stages.ts';
import type { RunView } from '../live/run-view.ts';

/** Six stages with live counts; they run side by side, so several spin at once. */
export function Stages({ view }: { view: RunView }) {
  const words = useWords();
  return (
    <section>
      <h2 className="section">{words.run.stages}</h2>
      <ul className="stages">
        {stagesOf(view).map((stage) => (
          <li key={stage.group} className="stage">
            <StatusIcon tone={stage.tone} />
            <span>{words.vocabulary.group[stage.group]}</span>
            <Bar stage={stage} />
            <span className="stage-count figure">
              {stage.failed === 0 ? null : (
                <span className="tone-fail">{words.run.failed(stage.failed)} · </span>
              )}
              {stage.all === 0 ? words.unit.none : words.vocabulary.of(stage.done, stage.all)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Bar({ stage }: { stage: Stage }) {
  const share = stage.all === 0 ? 0 : Math.min(1, stage.done / stage.all);
  return (
    <span className="stage-bar" aria-hidden="true">
      <span className={`stage-fill stage-${stage.tone}`} style={{ transform: `scaleX(${share})` }} />
    </span>
  );
}
