import type { ResultOf } from '../../../src/contract/index.ts';
import { answerText, eventText, sourcesText } from '../../../src/timeline/say.ts';
import type { Answer } from '../../bridge/use-command.ts';
import { compareHref, runHref } from '../routes.ts';
import type { DayModel } from './day-model.ts';
import type { Say } from './say.ts';
import { clauseIn, sentencesIn } from './say.ts';

export type Told = ResultOf<'timeline.tell'>;

interface JustBeforeProps {
  readonly say: Say;
  readonly model: DayModel;
  /** Null: nobody chose a moment, and nothing went wrong. */
  readonly atMs: number | null;
  readonly answer: Answer<Told>;
}

/** What came just before a moment, by what this computer kept; and what may be said of it. */
export function JustBefore({ say, model, atMs, answer }: JustBeforeProps) {
  const { text, words } = say;
  if (atMs === null) return <p className="quiet ot-choose">{text.choose}</p>;
  return (
    <div className="ot-columns">
      <section>
        <h2 className="section">{text.before(say.clock(atMs))}</h2>
        <p className="quiet">{text.beforeLead}</p>
        {answer.state === 'done' ? <Events told={answer.value} say={say} /> : null}
      </section>
      <section>
        <h2 className="section">{text.so}</h2>
        <div role="status" className="ot-so">
          {answer.state === 'waiting' ? <p>{text.asking}</p> : null}
          {answer.state === 'failed' ? <p>{words.error[answer.error]}</p> : null}
          {answer.state === 'done' ? <So told={answer.value} say={say} /> : null}
        </div>
        <Links say={say} model={model} atMs={atMs} />
      </section>
    </div>
  );
}

const MOST = 60;

function Events({ told, say }: { readonly told: Told; readonly say: Say }) {
  const { text, words } = say;
  const { events, first } = told;
  if (events.length === 0) return <p className="ot-none">{text.noEvents}</p>;
  const from = Math.max(0, Math.min((first ?? 0) - 5, events.length - MOST));
  const shown = events.slice(from, from + MOST);
  const left = events.length - shown.length;
  return (
    <>
      <ol className="ot-events">
        {shown.map((event, index) => (
          <li key={`${event.at} ${event.kind} ${index}`} className={from + index === first ? 'ot-first' : ''}>
            <span className="figure">{say.clock(Date.parse(event.at), true)}</span>
            <span>{text.source[event.source]}</span>
            <span>{eventText(event, say.events)}</span>
          </li>
        ))}
      </ol>
      {left > 0 ? <p className="quiet">{words.vocabulary.face.more(left)}</p> : null}
    </>
  );
}

function So({ told, say }: { readonly told: Told; readonly say: Say }) {
  const clock = (iso: string) => say.clock(Date.parse(iso), true);
  return (
    <>
      <p>{answerText(told, say.events, clock)}</p>
      <p className="quiet">
        {sentencesIn(
          say,
          sourcesText(told, say.events).map((clause) => clauseIn(say, clause)),
        )}
      </p>
    </>
  );
}

/** The whole reports on both sides of the moment. */
function Links({ say, model, atMs }: Pick<JustBeforeProps, 'say' | 'model'> & { readonly atMs: number }) {
  const { text } = say;
  const timed = model.reports.map((run) => ({ run, ms: Date.parse(run.at) }));
  const before = timed.findLast(({ ms }) => ms < atMs);
  const after = timed.find(({ ms }) => ms >= atMs);
  const side = (one: NonNullable<typeof before>) => ({ source: 'run', id: one.run.id }) as const;
  return (
    <ul className="ot-links">
      {[before, after].flatMap((one) =>
        one === undefined ? (
          []
        ) : (
          <li key={one.run.id}>
            <a className="link" href={runHref(side(one))}>
              {text.openCheck(say.clock(one.ms))}
            </a>
          </li>
        ),
      )}
      {before === undefined || after === undefined ? null : (
        <li>
          <a className="link" href={compareHref(side(before), side(after))}>
            {text.compare(say.clock(before.ms), say.clock(after.ms))}
          </a>
        </li>
      )}
    </ul>
  );
}
