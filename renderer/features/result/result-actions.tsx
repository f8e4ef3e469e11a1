import type { RerunSelection } from '../../../src/contract/index.ts';
import type { Report } from '../../../src/report/report.ts';
import { useAgent } from '../../bridge/agent-context.tsx';
import { useCommand } from '../../bridge/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import type { Tone } from '../../ui/status-icon.tsx';
import { clockTime } from '../../words/format.ts';
import { useWords } from '../../words/words-context.tsx';
import { JudgeLink } from '../bundles/judge-link.tsx';
import { Failure } from '../empty.tsx';
import { compareHref, go, pairHref, runHref, sideOf, type RunRoute } from '../routes.ts';
import { useRerun } from './use-rerun.ts';

/** What can be done with a result. Ready has no primary button: there is nothing to do. */
export function ResultActions({ route, report, tone }: { route: RunRoute; report: Report; tone: Tone }) {
  const words = useWords();
  const agent = useAgent();
  const rerun = useRerun(route.id);
  const own = route.source === 'run';
  const ticket = () =>
    agent.call('report.ticket', { of: sideOf(route), language: words.locale }).then(({ text }) => text);
  const bundle = (kind: 'primary' | 'plain') => (
    <Button kind={kind} wide onPress={() => go(runHref(route, 'bundle'))}>
      {words.result.makeBundle}
    </Button>
  );
  const copy = (
    <CopyButton text={ticket} doneWord={words.app.copied}>
      {words.result.copyTicket}
    </CopyButton>
  );
  return (
    <div className="verdict-actions">
      {own ? <OwnActions report={report} tone={tone} parts={{ bundle, copy }} rerun={rerun.start} /> : copy}
      {own ? null : <JudgeLink route={route} />}
      <Failure error={rerun.error} className="quiet" />
    </div>
  );
}

interface OwnActionsProps {
  readonly report: Report;
  readonly tone: Tone;
  readonly parts: {
    readonly bundle: (kind: 'primary' | 'plain') => React.ReactNode;
    readonly copy: React.ReactNode;
  };
  readonly rerun: (what: RerunSelection) => void;
}

/** What comes first depends on the verdict: the rest of a partial check, the bundle of a broken one, nothing of a good one. */
function OwnActions({ report, tone, parts, rerun }: OwnActionsProps) {
  const { result } = useWords();
  const again = (
    <Button kind="link" onPress={() => rerun({ kind: 'all' })}>
      {result.checkAgain}
    </Button>
  );
  if (!report.completed) {
    return (
      <>
        <Button kind="primary" wide onPress={() => rerun({ kind: 'missing' })}>
          {result.checkMissing}
        </Button>
        {parts.bundle('plain')}
        {parts.copy}
      </>
    );
  }
  return (
    <>
      {parts.bundle(tone === 'pass' ? 'plain' : 'primary')}
      {tone === 'pass' ? <CompareWithLast report={report} /> : parts.copy}
      {again}
      <CompareVpn report={report} />
    </>
  );
}

/** A made-up network has no VPN to switch; and where the routes could not be read nobody knows whether one was on. */
function CompareVpn({ report }: { report: Report }) {
  const { result } = useWords();
  const { vpn } = report.host;
  if (vpn === null || report.simulated) return null;
  return (
    <a className="link" href={pairHref(report.id)}>
      {result.compareVpn(vpn.interface !== null)}
    </a>
  );
}

function CompareWithLast({ report }: { report: Report }) {
  const words = useWords();
  const { answer } = useCommand('history.list', {});
  const earlier =
    answer.state === 'done'
      ? answer.value.entries.find(({ createdAt }) => createdAt < report.createdAt)
      : undefined;
  if (earlier === undefined) return null;
  const href = compareHref({ source: 'run', id: earlier.id }, { source: 'run', id: report.id });
  return (
    <a className="link" href={href}>
      {words.result.compareWith(clockTime(words, earlier.createdAt))}
    </a>
  );
}
