import type { Report } from '../../../src/report/report.ts';
import { useCommand } from '../../bridge/use-command.ts';
import { moment } from '../../words/format.ts';
import { useWords } from '../../words/words-context.tsx';
import { compareHref } from '../routes.ts';

/** After a rerun: what changed since the run before, and the way to both side by side. */
export function ChangeNote({ before, report }: { before: string; report: Report }) {
  const words = useWords();
  const { answer } = useCommand('history.open', { id: before });
  if (answer.state !== 'done') return null;
  const then = answer.value.report;
  const changed = changedChecks(then, report);
  const when = moment(words, then.createdAt, new Date());
  const href = compareHref({ source: 'run', id: before }, { source: 'run', id: report.id });
  return (
    <p className="note" role="status">
      <span>{changed === 0 ? words.result.unchanged(when) : words.result.changed(changed, when)}</span>
      <a className="link" href={href}>
        {words.result.compareLink}
      </a>
    </p>
  );
}

/** Checks of both reports whose status differs. */
export function changedChecks(before: Report, after: Report): number {
  const old = new Map(before.checks.map(({ id, status }) => [id, status]));
  return after.checks.filter(({ id, status }) => old.has(id) && old.get(id) !== status).length;
}
