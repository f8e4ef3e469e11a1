import { Fragment, useState } from 'react';
import type { ProofLine, ProofResult } from '../../../src/contract/index.ts';
import { RULE_STATES } from '../../../src/core/words.ts';
import type { Report } from '../../../src/report/report.ts';
import { Button } from '../../ui/button.tsx';
import { StatusIcon } from '../../ui/status-icon.tsx';
import { TABLET_PX, useNarrow } from '../../ui/use-narrow.ts';
import { clockTime } from '../../words/format.ts';
import { isShut, stateWord, useProofWords } from './line-words.ts';
import { ProofDetail } from './proof-detail.tsx';
import type { View } from './proof-filter.tsx';
import { ProofRow } from './proof-row.tsx';
import { useProofKeys, type ProofKeys } from './use-proof-keys.ts';

const GROUPS = ['pcoip', 'dcv', 'both'] as const;
const COLUMNS = ['to', 'addresses', 'state', 'asked'] as const;
const TABLET_COLUMNS = ['to', 'state'] as const;
/** So many open lines of the sign-in group stand folded in one. */
const FOLD_FROM = 4;

interface ProofTableProps {
  readonly report: Report;
  readonly result: ProofResult;
  readonly view: View;
  readonly lines: readonly ProofLine[];
  /** Tests checks again; null: this report cannot be. */
  readonly onTest: ((again: readonly string[]) => void) | null;
  readonly onSyntax: (rules: readonly string[]) => void;
}

/** A row a rule, worst first in each group; a row opens in place. */
export function ProofTable(props: ProofTableProps) {
  const { result, view, lines, onTest } = props;
  const { words, proof } = useProofWords();
  const narrow = useNarrow();
  const tablet = useNarrow(TABLET_PX);
  const keys = useProofKeys(lines, onTest);
  const after = result.before !== null;
  const groups = groupsOf(lines, view === 'changed' || view === 'asked');
  const span = columnsOf({ narrow, tablet, after });
  if (lines.length === 0) return <Nothing after={after} />;
  return (
    <div className="panel proof-box" onKeyDown={keys.onKeyDown}>
      <table className={after ? 'plain-table proof-table proof-after' : 'plain-table proof-table'}>
        <caption className="hidden">{proof.table}</caption>
        {narrow ? null : <Head result={result} tablet={tablet} />}
        {groups.map((group) => (
          <Group key={group.name ?? ''} {...{ group, span, narrow, tablet, keys, table: props }} />
        ))}
        {after && view !== 'all' ? <NotAsked result={result} span={span} /> : null}
      </table>
      <p className="hidden" role="status">
        {keys.copied ? words.app.copied : ''}
      </p>
    </div>
  );
}

function Nothing({ after }: { after: boolean }) {
  const { proof } = useProofWords();
  return <p className="panel proof-empty">{after ? proof.emptyChanged : proof.empty}</p>;
}

function columnsOf({ narrow, tablet, after }: { narrow: boolean; tablet: boolean; after: boolean }): number {
  if (narrow) return 1;
  if (after) return 5;
  return 2 + (tablet ? TABLET_COLUMNS : COLUMNS).length;
}

interface GroupProps {
  readonly group: ReturnType<typeof groupsOf>[number];
  readonly span: number;
  readonly narrow: boolean;
  readonly tablet: boolean;
  readonly keys: ProofKeys;
  readonly table: ProofTableProps;
}

function Group({ group: { name, lines }, span, narrow, tablet, keys, table }: GroupProps) {
  const { proof } = useProofWords();
  const [unfolded, setUnfolded] = useState(false);
  const open = lines.filter(({ state }) => state === 'open');
  const folds = name === 'both' && table.view === 'all' && !unfolded && open.length >= FOLD_FROM;
  const shown = folds ? lines.filter(({ state }) => state !== 'open') : lines;
  return (
    <tbody>
      {name === null ? null : <GroupRow name={name} lines={lines} span={span} />}
      {shown.map((line) => (
        <Fragment key={line.id}>
          <ProofRow {...{ line, narrow, tablet, keys }} after={table.result.before !== null} />
          {keys.open.has(line.id) ? (
            <tr className="proof-in-place">
              <td colSpan={span}>
                <ProofDetail {...table} line={line} />
              </td>
            </tr>
          ) : null}
        </Fragment>
      ))}
      {folds ? (
        <tr className="proof-note">
          <td colSpan={span}>
            <StatusIcon tone="pass" /> {proof.foldedOpen(open.length)}{' '}
            <Button kind="link" onPress={() => setUnfolded(true)}>
              {proof.show}
            </Button>
          </td>
        </tr>
      ) : null}
    </tbody>
  );
}

/** By protocol, in each the worst first; what changed is one list. */
function groupsOf(lines: readonly ProofLine[], flat: boolean) {
  const sorted = [...lines].sort((a, b) => RULE_STATES.indexOf(a.state) - RULE_STATES.indexOf(b.state));
  if (flat) return [{ name: null, lines: sorted }];
  return GROUPS.map((name) => ({ name, lines: sorted.filter(({ protocol }) => protocol === name) })).filter(
    (group) => group.lines.length > 0,
  );
}

function Head({ result: { before, createdAt }, tablet }: { result: ProofResult; tablet: boolean }) {
  const { words, proof } = useProofWords();
  const { columns } = proof;
  const time = (iso: string) => clockTime(words, iso);
  const heads =
    before === null
      ? (tablet ? TABLET_COLUMNS : COLUMNS).map((key) => [key, columns[key]] as const)
      : ([
          ['before', proof.before(time(before))],
          ['state', proof.after(time(createdAt))],
          ['so', columns.so],
        ] as const);
  return (
    <thead>
      <tr>
        <th scope="col">{columns.rule}</th>
        <th scope="col" className="proof-col-port">
          {columns.port}
        </th>
        {heads.map(([key, text]) => (
          <th key={key} scope="col" className={`proof-col-${key}`}>
            {text}
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** `2 refused, 1 no reply, 1 open`. */
function GroupRow({
  name,
  lines,
  span,
}: {
  name: (typeof GROUPS)[number];
  lines: readonly ProofLine[];
  span: number;
}) {
  const said = useProofWords();
  const counts = RULE_STATES.flatMap((state) => {
    const count = lines.filter((line) => line.state === state).length;
    return count === 0 ? [] : [`${count} ${stateWord(said, state, 'tcp')}`];
  });
  return (
    <tr className="proof-group">
      <th colSpan={span} scope="colgroup" className={lines.some(isShut) ? 'proof-group-shut' : undefined}>
        {said.proof.groups[name]} <span className="quiet">{counts.join(said.words.vocabulary.comma)}</span>
      </th>
    </tr>
  );
}

function NotAsked({ result: { lines, before }, span }: { result: ProofResult; span: number }) {
  const { words, proof } = useProofWords();
  const count = lines.filter((line) => line.before?.change === 'not-asked').length;
  if (count === 0 || before === null) return null;
  return (
    <tbody>
      <tr className="proof-note">
        <td colSpan={span} className="quiet">
          {proof.notAsked(count, clockTime(words, before))}
        </td>
      </tr>
    </tbody>
  );
}
