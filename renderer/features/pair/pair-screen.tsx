import { useEffect, useState } from 'react';
import type { Report } from '../../../src/report/report.ts';
import { useAgent, useHealth } from '../../bridge/agent-context.tsx';
import { useCommand, useRegions } from '../../bridge/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { Status } from '../../ui/status.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { pairWords as en } from '../../words/en/pair.ts';
import { capital, moment } from '../../words/format.ts';
import { pairWords as ja } from '../../words/ja/pair.ts';
import { useWords } from '../../words/words-context.tsx';
import { Answered, NewCheckLink } from '../answered.tsx';
import { Failure, Loading } from '../empty.tsx';
import { useRun } from '../live/use-run.ts';
import { TONE_OF_VERDICT, useSpeak } from '../report/spoken.tsx';
import { compareHref, go, pairHref, sideOf } from '../routes.ts';
import { RunPage } from '../run/run-page.tsx';

interface PairScreenProps {
  /** The run that was made already. */
  readonly first: string;
  /** The one that was started from here; null: not yet. */
  readonly second: string | null;
}

/** The same check with the VPN on and off: what to switch, then the second run, then both side by side. Both ids stand in the address. */
export default function PairScreen({ first, second }: PairScreenProps) {
  const { answer } = useCommand('history.open', { id: first });
  return (
    <Answered answer={answer} onward={<NewCheckLink />}>
      {({ report }) =>
        second === null ? (
          <Guide first={report} note={null} />
        ) : (
          <Second key={second} first={report} id={second} />
        )
      }
    </Answered>
  );
}

/** Live while it goes on; then the comparison, unless both went the same way. */
function Second({ first, id }: { first: Report; id: string }) {
  const words = useWords();
  const run = useRun(id);
  const { regions } = useRegions();
  const { report } = run.view;
  const goesOn = report !== null && isOther(first, report);
  useEffect(() => {
    // Not a step of its own: "back" leads to the instruction, not to this.
    if (goesOn) window.location.replace(compareOf(first.id, id));
  }, [goesOn, first.id, id]);
  if (run.error !== null) return <p className="page empty">{words.error[run.error]}</p>;
  if (report !== null && !goesOn) return <Guide first={first} note={report} />;
  if (report !== null || run.startedAt === null) return <Loading />;
  return <RunPage runId={id} run={run} regions={regions} />;
}

const compareOf = (a: string, b: string): string =>
  compareHref({ source: 'run', id: a }, { source: 'run', id: b });

const hasVpn = ({ host }: Report): boolean => (host.vpn?.interface ?? null) !== null;

/** Null: nobody could read the routes. */
function isOther(first: Report, second: Report): boolean {
  return second.host.vpn !== null && hasVpn(first) !== hasVpn(second);
}

/** What to switch, beside what was seen. `note`: the second run that changed nothing. */
function Guide({ first, note }: { first: Report; note: Report | null }) {
  const words = useWords();
  const own = words.locale === 'ja' ? ja : en;
  const isOn = hasVpn(first);
  const start = useStart(first.id);
  const gone = useHealth() === 'lost';
  useTitle(own.title(isOn));
  return (
    <div className="page pair">
      <h1 className="title" tabIndex={-1}>
        {own.title(isOn)}
      </h1>
      <p className="lead">{own.lead(isOn)}</p>
      {note === null ? null : (
        <p className="note" role="status">
          <span>{note.host.vpn === null ? own.untold : own.still(isOn)}</span>{' '}
          <a className="link" href={compareOf(first.id, note.id)}>
            {own.anyway}
          </a>
        </p>
      )}
      <FirstRun report={first} />
      <p className="pair-act">
        <Button kind="primary" wide disabled={gone} onPress={start.press}>
          {own.check}
        </Button>
        <span className="quiet">{own.keepOpen}</span>
      </p>
      <Failure error={start.error} />
    </div>
  );
}

function FirstRun({ report }: { report: Report }) {
  const words = useWords();
  const own = words.locale === 'ja' ? ja : en;
  const spoken = useSpeak(sideOf({ source: 'run', id: report.id }));
  const vpn = report.host.vpn?.interface ?? null;
  return (
    <section className="panel pair-first" aria-labelledby="pair-first">
      <h2 className="label" id="pair-first">
        {own.first}
      </h2>
      <p>
        {spoken.state === 'done' ? (
          <Status
            tone={TONE_OF_VERDICT[spoken.value.mark]}
            word={words.vocabulary.verdict[spoken.value.mark]}
          />
        ) : null}
      </p>
      <p>{spoken.state === 'done' ? spoken.value.headline : words.app.loading}</p>
      <p className="quiet">
        {capital(moment(words, report.createdAt, new Date()))} · {vpn === null ? own.noVpn : own.vpn(vpn)}
      </p>
    </section>
  );
}

function useStart(first: string) {
  const agent = useAgent();
  const [error, setError] = useState<unknown>(null);
  const press = () => {
    setError(null);
    agent
      .call('run.rerun', { runId: first, what: { kind: 'all' } })
      .then(({ runId }) => go(pairHref(first, runId)), setError);
  };
  return { press, error };
}
