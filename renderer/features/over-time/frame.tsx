import { useTitle } from '../../ui/use-title.ts';
import { overTimeHref } from '../routes.ts';
import { periodName, type Say } from './say.ts';

/** What each view of a period is given. */
export interface ViewProps {
  readonly say: Say;
  readonly day: string;
  readonly nowMs: number;
  /** The period was changed by a key of the view: it gets the focus back. */
  readonly takesFocus: boolean;
  readonly onPeriod: (step: -1 | 1) => void;
  readonly regionName: (code: string) => string;
}

export function Heading({ title, lead }: { readonly title: string; readonly lead: string }) {
  useTitle(title);
  return (
    <section className="ot-heading">
      <h1 className="title">{title}</h1>
      {lead === '' ? null : <p className="lead">{lead}</p>}
    </section>
  );
}

/** Where nothing is kept: how to begin, and the last day of which there is something. */
export function NothingKept({
  say,
  title,
  lastDay,
}: ViewProps & { readonly title: string; readonly lastDay: string | null }) {
  const { text } = say;
  return (
    <>
      <Heading title={title} lead={text.none} />
      <p className="ot-none">{text.howTo}</p>
      {lastDay === null ? null : (
        <p className="ot-none">
          <a className="link" href={overTimeHref('day', lastDay)}>
            {text.lastWatched(periodName(say, 'day', lastDay))}
          </a>
        </p>
      )}
    </>
  );
}
