import { useState } from 'react';
import { STATUSES } from '../../../src/core/words.ts';
import type { Check } from '../../../src/reading/check.ts';
import type { Report } from '../../../src/report/report.ts';
import { StatusIcon } from '../../ui/status-icon.tsx';
import { TABLET_PX, useNarrow } from '../../ui/use-narrow.ts';
import { useWhenSeen } from '../../ui/use-when-seen.ts';
import type { Words } from '../../words/en.ts';
import { capital, number, regionName } from '../../words/format.ts';
import { useWords } from '../../words/words-context.tsx';
import type { ChecksTableState } from './use-checks-table.ts';
import { PAGE, RowChunks } from './row-chunks.tsx';
import type { CheckGroup, GroupName } from './group-checks.ts';
import { stateText } from './state-text.ts';

/** Rows that a folded group shows; an open one adds a page whenever its end comes into view. */
const FOLDED: Record<GroupName['kind'], number> = {
  cause: 6,
  waits: 3,
  reason: 3,
  status: 3,
  stage: 3,
  region: 3,
  all: PAGE,
};

/** Rows of a group that stand in the table now, mounted or not. */
export function shownOf({ name, checks }: CheckGroup, isOpen: boolean, more = 0): number {
  const most = isOpen || name.kind === 'all' ? PAGE * (more + 1) : FOLDED[name.kind];
  return Math.min(most, checks.length);
}

interface CheckGroupRowsProps {
  readonly group: CheckGroup;
  readonly table: ChecksTableState;
  readonly endMs: number;
  readonly regions: Report['regions'];
  readonly detail: React.ReactNode;
  /** Rows that the groups above show. */
  readonly before: number;
}

export function CheckGroupRows({ group, table, endMs, regions, detail, before }: CheckGroupRowsProps) {
  const words = useWords();
  const [more, setMore] = useState(0);
  const columns = useNarrow(TABLET_PX) ? 5 : 6;
  const folded = FOLDED[group.name.kind];
  const tone = group.checks.every(({ status }) => status === group.status) ? group.status : null;
  const open = table.open.has(group.key) || group.name.kind === 'all';
  const shown = group.checks.slice(0, shownOf(group, open, more));
  const left = group.checks.length - shown.length;
  const head =
    group.name.kind === 'all' ? null : (
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
    );
  const end = (
    <MoreRow
      left={left}
      word={wordOfAll(words, group.checks.slice(shown.length))}
      foldable={open && group.name.kind !== 'all' && group.checks.length > folded}
      columns={columns}
      growing={open}
      onGrow={() => setMore((now) => now + 1)}
      onToggle={() => table.toggle(group.key)}
    />
  );
  return <RowChunks {...{ checks: shown, table, endMs, detail, columns, before, head, end }} />;
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
      return words.checks.waits(words.vocabulary.because(name.cause.title));
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
  return code === null ? words.checks.sharedRegion : regionName(words, regions, code);
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
