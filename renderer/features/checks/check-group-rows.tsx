import { Fragment, memo, useState } from 'react';
import { STATUSES } from '../../../src/core/words.ts';
import type { Check } from '../../../src/reading/check.ts';
import type { Report } from '../../../src/report/report.ts';
import { StatusIcon } from '../../ui/status-icon.tsx';
import { TABLET_PX, useNarrow } from '../../ui/use-narrow.ts';
import { useWhenSeen } from '../../ui/use-when-seen.ts';
import type { Words } from '../../words/en.ts';
import { capital, duration, number } from '../../words/format.ts';
import { useWords } from '../../words/words-context.tsx';
import { checkPort, checkTarget, checkWhat } from '../report/check-words.ts';
import type { ChecksTableState } from './use-checks-table.ts';
import type { CheckGroup, GroupName } from './group-checks.ts';
import { stateText } from './state-text.ts';

/** Rows that a folded group shows, and that an open one adds whenever its end comes into view: no render is long. */
const FOLDED: Record<string, number> = {
  cause: 6,
  waits: 3,
  reason: 3,
  status: 3,
  stage: 3,
  region: 3,
  all: 40,
};
const PAGE = 40;

interface CheckGroupRowsProps {
  readonly group: CheckGroup;
  readonly table: ChecksTableState;
  readonly endMs: number;
  readonly regions: Report['regions'];
  readonly detail: React.ReactNode;
}

export function CheckGroupRows({ group, table, endMs, regions, detail }: CheckGroupRowsProps) {
  const words = useWords();
  const [more, setMore] = useState(0);
  const columns = useNarrow(TABLET_PX) ? 5 : 6;
  const folded = FOLDED[group.name.kind] ?? 3;
  const tone = group.checks.every(({ status }) => status === group.status) ? group.status : null;
  const open = table.open.has(group.key) || group.name.kind === 'all';
  const shown = group.checks.slice(0, open ? PAGE * (more + 1) : folded);
  const left = group.checks.length - shown.length;
  return (
    <tbody>
      {group.name.kind === 'all' ? null : (
        <tr className="group-row">
          <th colSpan={columns} scope="rowgroup">
            <span className="group-head">
              <StatusIcon tone={group.status} />
              <span className={`group-count figure ${tone === null ? '' : `tone-${tone}`}`}>
                {number(words, group.checks.length)}
              </span>
              <span>
                {groupTitle(words, group.name, regions)} <GroupCounts group={group} />
              </span>
            </span>
          </th>
        </tr>
      )}
      {shown.map((check) => (
        <Fragment key={check.id}>
          <CheckRow check={check} chosen={check.id === table.chosen} endMs={endMs} onChoose={table.choose} />
          {detail === null || check.id !== table.chosen ? null : (
            <tr className="check-in-place">
              <td colSpan={columns}>{detail}</td>
            </tr>
          )}
        </Fragment>
      ))}
      <MoreRow
        left={left}
        word={wordOfAll(words, group.checks.slice(shown.length))}
        foldable={open && group.name.kind !== 'all' && group.checks.length > folded}
        columns={columns}
        growing={open}
        onGrow={() => setMore((now) => now + 1)}
        onToggle={() => table.toggle(group.key)}
      />
    </tbody>
  );
}

/** A group of several states says how many have which: one colour for all of it would hide the fewer. */
function GroupCounts({ group: { name, checks } }: { group: CheckGroup }) {
  const { vocabulary } = useWords();
  if (name.kind !== 'stage' && name.kind !== 'region') return null;
  const counts = STATUSES.map((status) => ({
    status,
    n: checks.filter((one) => one.status === status).length,
  }));
  return (
    <span className="quiet">
      {counts
        .filter(({ n }) => n > 0)
        .map(({ status, n }) => `${n} ${vocabulary.status[status]}`)
        .join(' · ')}
    </span>
  );
}

/** The state that all of them have, in a word; null where they differ. */
function wordOfAll(words: Words, checks: readonly Check[]): string | null {
  const states = new Set(checks.map((check) => stateText(words, check)));
  const [only] = states;
  return states.size === 1 && only !== undefined && only !== words.unit.none ? only : null;
}

interface MoreRowProps {
  readonly left: number;
  readonly word: string | null;
  readonly foldable: boolean;
  readonly columns: number;
  /** An open group grows by itself when this row comes into view. */
  readonly growing: boolean;
  readonly onGrow: () => void;
  readonly onToggle: () => void;
}

function MoreRow({ left, word, foldable, columns, growing, onGrow, onToggle }: MoreRowProps) {
  const { checks } = useWords();
  const end = useWhenSeen<HTMLTableRowElement>(growing && left > 0, onGrow);
  if (left === 0 && !foldable) return null;
  return (
    <tr className="more-row" ref={end}>
      <td colSpan={columns}>
        <button type="button" className="link" onClick={growing && left > 0 ? onGrow : onToggle}>
          {left > 0 ? checks.more(left, word) : checks.fold}
        </button>
      </td>
    </tr>
  );
}

function groupTitle(words: Words, name: GroupName, regions: Report['regions']): string {
  switch (name.kind) {
    case 'cause':
      return name.first ? words.checks.theCause(name.cause.title) : name.cause.title;
    case 'waits':
      return words.checks.because(words.vocabulary.because(name.cause.title));
    case 'reason':
      return reasonTitle(words, name.reason);
    case 'status':
      return statusTitle(words, name.status);
    case 'stage':
      return words.vocabulary.group[name.group];
    case 'region':
      return regionTitle(words, name.region, regions);
    case 'all':
      return '';
  }
}

function reasonTitle(words: Words, reason: Extract<GroupName, { kind: 'reason' }>['reason']): string {
  return reason === null
    ? capital(words.vocabulary.status['not-tested'])
    : words.checks.because(words.vocabulary.reason[reason]);
}

function regionTitle(words: Words, code: string | null, regions: Report['regions']): string {
  return regions.find((region) => region.code === code)?.name ?? code ?? words.checks.sharedRegion;
}

function statusTitle({ checks, vocabulary }: Words, of: Check['status']): string {
  const titles = {
    fail: checks.otherFail,
    warn: checks.otherWarn,
    unproven: checks.unproven,
    pass: checks.passed,
  };
  return of === 'not-tested' ? capital(vocabulary.status[of]) : titles[of];
}

interface CheckRowProps {
  readonly check: Check;
  readonly chosen: boolean;
  readonly endMs: number;
  readonly onChoose: (id: string) => void;
}

const CheckRow = memo(function CheckRow({ check, chosen, endMs, onChoose }: CheckRowProps) {
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
