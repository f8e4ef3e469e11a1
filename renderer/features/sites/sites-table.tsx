import type { SitesResult } from '../../../src/contract/index.ts';
import { Status } from '../../ui/status.tsx';
import { useNarrow } from '../../ui/use-narrow.ts';
import { capital, moment } from '../../words/format.ts';
import { lineName, linePort, lineTone, stateWord } from '../proof/line-words.ts';
import { TONE_OF_VERDICT } from '../report/spoken.tsx';
import { runHref, sideParts } from '../routes.ts';
import { siteName, useSitesWords, type SitesSaid } from './sites-words.ts';

type Site = SitesResult['sites'][number];
type Row = SitesResult['rows'][number];

interface SitesTableProps {
  readonly result: SitesResult;
  readonly rows: readonly Row[];
  /** Rules that are not shown. */
  readonly rest: number;
  readonly sides: readonly string[];
}

/** Rules against sites; on a phone each rule is a list of its sites. */
export function SitesTable(props: SitesTableProps) {
  const said = useSitesWords();
  const narrow = useNarrow();
  return (
    <>
      {narrow ? <Stacked {...props} /> : <Wide {...props} />}
      <p className="quiet sites-foot">{said.sites.foot}</p>
    </>
  );
}

function Wide({ result, rows, rest, sides }: SitesTableProps) {
  const said = useSitesWords();
  const { sites: own, proof } = said;
  return (
    <div className="panel sites-box" tabIndex={0} role="group" aria-label={own.table}>
      <table className="plain-table sites-table">
        <caption className="hidden">{own.table}</caption>
        <thead>
          <tr>
            <th scope="col">{proof.columns.rule}</th>
            <th scope="col">{proof.columns.port}</th>
            {result.sites.map((site, index) => (
              <th scope="col" key={index}>
                <SiteHead
                  site={site}
                  side={result.sites.length === sides.length ? sides[index] : undefined}
                />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">{lineName(said, row)}</th>
              <td className="figure">{linePort(row)}</td>
              {row.cells.map((cell, index) => (
                <td key={index}>
                  <Cell row={row} cell={cell} />
                </td>
              ))}
            </tr>
          ))}
          {rows.length === 0 ? <Told text={own.none} span={2 + result.sites.length} /> : null}
          {rest > 0 ? <Told text={own.same(rest)} span={2 + result.sites.length} /> : null}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{own.soSite}</th>
            <td />
            {result.sites.map((site, index) => (
              <td key={index}>
                <SoSite site={site} />
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

function Told({ text, span }: { text: string; span: number }) {
  return (
    <tr>
      <td colSpan={span} className="quiet">
        {text}
      </td>
    </tr>
  );
}

function Stacked({ result, rows, rest }: SitesTableProps) {
  const said = useSitesWords();
  const { sites: own } = said;
  return (
    <div className="panel sites-stacked">
      {rows.map((row) => (
        <section key={row.id}>
          <h2>
            {lineName(said, row)} <span className="quiet">{linePort(row)}</span>
          </h2>
          <dl>
            {row.cells.map((cell, index) => {
              const site = result.sites[index];
              return site === undefined ? null : (
                <div key={index}>
                  <dt>{siteName(said, site)}</dt>
                  <dd>
                    <Cell row={row} cell={cell} />
                  </dd>
                </div>
              );
            })}
          </dl>
        </section>
      ))}
      {rows.length === 0 ? <p className="quiet">{own.none}</p> : null}
      {rest > 0 ? <p className="quiet">{own.same(rest)}</p> : null}
      <section>
        <h2>{own.soSite}</h2>
        <dl>
          {result.sites.map((site, index) => (
            <div key={index}>
              <dt>
                <SiteHead site={site} side={undefined} />
              </dt>
              <dd>
                <SoSite site={site} />
              </dd>
            </div>
          ))}
        </dl>
      </section>
    </div>
  );
}

/** The site's own proof stands behind its name, where one report is one column. */
function SiteHead({ site, side }: { site: Site; side: string | undefined }) {
  const said = useSitesWords();
  const name = siteName(said, site);
  return (
    <>
      {side === undefined ? (
        <b>{name}</b>
      ) : (
        <a className="link" href={runHref(sideParts(side), 'proof')}>
          {name}
        </a>
      )}
      <span className="quiet sites-when">{whenText(said, site)}</span>
    </>
  );
}

function whenText({ words, sites: own }: SitesSaid, site: Site): string {
  return [
    site.reports === 1 ? null : own.reports(site.reports),
    moment(words, site.to, new Date()),
    site.completed ? null : own.cut,
    site.simulated ? own.demonstration : null,
  ]
    .filter((part) => part !== null)
    .join(words.vocabulary.comma);
}

function Cell({ row, cell }: { row: Row; cell: Row['cells'][number] }) {
  const said = useSitesWords();
  const { words, sites: own } = said;
  if (cell === null) return <span className="soft">{own.notAsked}</span>;
  const tone = lineTone({ state: cell.state, counts: { planned: 0, tested: 0, passed: 0 } });
  const word = stateWord(said, cell.state, row.transport);
  return (
    <span className={`cell cell-${tone}`}>
      <span className="hidden">{capital(words.vocabulary.status[tone])}: </span>
      <Status tone={tone} word={cell.reports === 1 ? word : own.several(cell.reports, word)} />
    </span>
  );
}

function SoSite({ site }: { site: Site }) {
  const { words, sites: own } = useSitesWords();
  return (
    <>
      <Status tone={TONE_OF_VERDICT[site.verdict]} word={words.vocabulary.verdict[site.verdict]} />
      {site.reports === 1 ? null : <span className="quiet"> {own.of(site.worst, site.reports)}</span>}
    </>
  );
}
