import { useState } from 'react';
import type { SitesResult } from '../../../src/contract/index.ts';
import { useCommand, useRegions } from '../../bridge/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { saveText } from '../../ui/save-text.ts';
import { useTitle } from '../../ui/use-title.ts';
import { list, moment, number } from '../../words/format.ts';
import { Answered } from '../answered.tsx';
import { RegionChoice } from '../proof/region-choice.tsx';
import { isShut, lineName, linePort, stateWord } from '../proof/line-words.ts';
import { parseSide } from '../routes.ts';
import { ChooseSites } from './choose-sites.tsx';
import { SitesTable } from './sites-table.tsx';
import { siteName, useSitesWords, type SitesSaid } from './sites-words.ts';

/** Several reports as sites: where the rules differ first. Which ones stands in the address. */
export default function SitesScreen({ sides }: { sides: readonly string[] }) {
  const [region, setRegion] = useState<string | null>(null);
  const { answer, again } = useCommand('proof.sites', { of: sides.map(parseSide), region });
  return (
    <Answered answer={answer} onward={again}>
      {(result) => <Sites result={result} sides={sides} onRegion={setRegion} />}
    </Answered>
  );
}

type Row = SitesResult['rows'][number];
const VIEWS = ['differ', 'shut', 'all'] as const;
type View = (typeof VIEWS)[number];

function shownRows({ rows }: SitesResult, view: View): readonly Row[] {
  if (view === 'all') return rows;
  return rows.filter((row) => (view === 'differ' ? row.differs : isShutAnywhere(row)));
}

const isShutAnywhere = ({ cells }: Row): boolean => cells.some((cell) => cell !== null && isShut(cell));

interface SitesProps {
  readonly result: SitesResult;
  readonly sides: readonly string[];
  readonly onRegion: (code: string) => void;
}

function Sites({ result, sides, onRegion }: SitesProps) {
  const said = useSitesWords();
  const { words, sites: own } = said;
  const differ = result.rows.some(({ differs }) => differs);
  const [view, setView] = useState<View>(differ ? 'differ' : 'shut');
  const rows = shownRows(result, view);
  const title = sides.length < 2 ? own.one : titleOf(said, result);
  useTitle(title);
  return (
    <div className="page sites-page">
      <h1 className="title" tabIndex={-1}>
        {title}
      </h1>
      <p className="lead">
        {sides.length < 2 ? own.oneLead : own.lead(result.sites.length, result.rows.length)}
      </p>
      <Regions result={result} onRegion={onRegion} />
      <OtherRegions result={result} />
      <div className="filters">
        <FilterChips
          label={own.show}
          options={VIEWS.map((one) => ({
            id: one,
            text: own.views[one],
            count: number(words, shownRows(result, one).length),
          }))}
          chosen={view}
          onChoose={setView}
        />
        <div className="filter-group">
          <CopyButton text={tableText(said, result, rows)} doneWord={words.app.copied} size="dense">
            {own.copy}
          </CopyButton>
          <Button size="dense" onPress={() => saveText('sites.csv', result.csv, 'text/csv')}>
            {words.checks.csv}
          </Button>
        </div>
      </div>
      <SitesTable result={result} rows={rows} rest={result.rows.length - rows.length} sides={sides} />
      <ChooseSites sides={sides} />
    </div>
  );
}

/** Where something is shut that is not shut everywhere; else how the sites differ. */
function titleOf(said: SitesSaid, result: SitesResult): string {
  const { sites: own, words } = said;
  const differing = result.rows.filter(({ differs }) => differs);
  const shut = differing.filter(isShutAnywhere);
  if (shut.length > 0) {
    const ports = [...new Set(shut.map(linePort))];
    const names = result.sites
      .filter((_site, index) => shut.some(({ cells }) => cells[index] && isShut(cells[index])))
      .map((site) => siteName(said, site));
    return own.shutAt(list(words, ports), list(words, [...new Set(names)]));
  }
  if (differing.length > 0) return own.differ(differing.length);
  const everywhere = result.rows.filter(isShutAnywhere).length;
  return everywhere === 0 ? own.alike : own.alikeShut(everywhere);
}

/** One Region at a time, whatever the reports were asked about. */
function Regions({ result: { regions, region }, onRegion }: Pick<SitesProps, 'result' | 'onRegion'>) {
  const known = useRegions().regions;
  return <RegionChoice regions={regions} chosen={region} known={known} onRegion={onRegion} />;
}

function OtherRegions({ result }: Pick<SitesProps, 'result'>) {
  const said = useSitesWords();
  const others = result.sites.filter(({ asked }) => !asked);
  if (others.length === 0) return null;
  const names = others.map((site) => siteName(said, site));
  return <p className="note">{said.sites.otherRegion(list(said.words, names))}</p>;
}

/** Plain text, a line a rule: what a mail or a ticket takes. */
function tableText(said: SitesSaid, result: SitesResult, rows: readonly Row[]): string {
  const { words, sites: own } = said;
  const heads = result.sites.map((site) => `${siteName(said, site)} (${moment(words, site.to, new Date())})`);
  const lines = rows.map((row) =>
    [
      linePort(row),
      lineName(said, row),
      ...row.cells.map((cell) => (cell === null ? own.notAsked : stateWord(said, cell.state, row.transport))),
    ].join('\t'),
  );
  return [['', '', ...heads].join('\t'), ...lines].join('\n');
}
