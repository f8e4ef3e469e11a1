/** The one line that is read aloud while a check runs. It changes with the state, not with each check. */
import { sayIn } from '../../../src/core/say.ts';
import type { Words } from '../../words/en.ts';
import { list, soFarLine } from '../../words/format.ts';
import type { JourneyModel } from '../journey/journey-model.ts';
import type { RunView } from '../live/run-view.ts';

export function runTitle(words: Words, view: RunView, region: string | null): string {
  const { run } = words;
  const { turn } = view;
  if (turn !== null) return run.titleTurn(turn.number, turn.of, region ?? '');
  if (view.basedOn !== null) return run.titleAgain(view.steps.length);
  if (view.request?.allRegions === true) return run.titleAll;
  return region === null ? run.titleAll : run.title(region);
}

export function runLead(words: Words, view: RunView, model: JourneyModel): string {
  const { run } = words;
  if (view.phase === 'waiting') return run.preparing;
  if (view.judged) return run.finishing;
  const told = soFarText(words, view);
  if (told !== null) return told;
  if (view.checks.some(({ check }) => check.status === 'fail'))
    return run.seenSoFar(failedLanes(words, model));
  return sayIn(words.locale).sentences(run.nothingWrong, waiting(words, view, model));
}

/** What the verdict would be now, in the voice of the report. */
function soFarText({ locale, vocabulary }: Words, { soFar }: RunView): string | null {
  return soFar === null ? null : soFarLine(soFar, sayIn(locale), vocabulary);
}

/** The lanes that the picture shows as failing; how many checks stands there and at the stages. */
function failedLanes(words: Words, { lanes }: JourneyModel): string {
  const failed = lanes.filter(({ failedSoFar }) => failedSoFar > 0);
  return list(
    words,
    failed.map(({ name }) => name),
  );
}

/** A streaming port that has been asked and has not answered for a second. */
function waiting(words: Words, view: RunView, model: JourneyModel): string {
  const asked = view.steps.filter(({ id }) => view.active.has(id));
  const lanes = model.lanes.filter(
    ({ id, port, tone }) =>
      id !== 'sign-in' && tone === 'running' && asked.some(({ target }) => target.port === port),
  );
  if (lanes.length === 0) return '';
  return words.run.waitingFor(
    list(
      words,
      lanes.map(({ name }) => name),
    ),
    lanes.length,
  );
}
