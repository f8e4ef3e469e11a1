import { slowerByMs } from '../../../src/core/slower-by.ts';
import type { RegionFigures } from '../../../src/reading/region-figures.ts';
import type { Report } from '../../../src/report/report.ts';
import type { Spoken } from '../../../src/words/spoken.ts';
import type { Words } from '../../words/en.ts';
import { Hint } from '../../ui/hint.tsx';
import { capital, delay } from '../../words/format.ts';
import { useWords } from '../../words/words-context.tsx';
import { useSpoken } from '../report/spoken.tsx';
import { runHref, type RunRoute } from '../routes.ts';

interface Tile {
  readonly label: string;
  readonly value: string;
  readonly text: string;
  readonly method: string | null;
  /** To the page of the Regions, where the others can be measured. */
  readonly leads?: boolean;
}

/** A few figures for a result that is ready: those that are said of it, and how near the Region is. */
export function Tiles({ route, report }: { route: RunRoute; report: Report }) {
  const words = useWords();
  const { figures } = useSpoken();
  return (
    <dl className="tiles">
      {[...figureTiles(words, figures), regionTile(words, report)].map(
        ({ label, value, text, method, leads }) => (
          <div className="tile" key={label}>
            <dt className="quiet">{label}</dt>
            <dd className="tile-value figure">
              {method === null ? value : <Hint text={method}>{value}</Hint>}
            </dd>
            <dd className="quiet">
              {leads === true ? (
                <a className="link" href={runHref(route, 'regions')}>
                  {text}
                </a>
              ) : (
                text
              )}
            </dd>
          </div>
        ),
      )}
    </dl>
  );
}

/** The limits stand under the round trip that they are for; where the spread is told, so is the chart. */
function figureTiles({ vocabulary: { figure }, method }: Words, figures: Spoken['figures']): Tile[] {
  const limits = figures.find(({ name }) => name === figure.limits)?.value;
  const methods: Readonly<Record<string, string>> = {
    [figure.roundTrip]: method.median,
    [figure.lost]: method.loss,
    [figure.packet]: method.mtu,
  };
  return figures
    .filter(({ name }) => name in methods)
    .map(({ name, value, how }) => ({
      label: name,
      value,
      text: capital((name === figure.roundTrip ? limits : how) ?? ''),
      method: methods[name] ?? null,
    }));
}

function regionTile(words: Words, report: Report): Tile {
  const { tiles } = words;
  const own = report.regions.find(({ code }) => code === report.decidingRegion);
  const ranked = report.regions.filter(({ rank, rtt }) => rank !== null && rtt !== null);
  const [first, second] = [...ranked].sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
  const label = tiles.region;
  const gap = (a: RegionFigures | undefined, b: RegionFigures | undefined) =>
    delay(words, Math.abs(slowerByMs(a, b)));
  if (own === undefined || first === undefined || second === undefined) {
    return {
      label,
      value: own === undefined ? words.vocabulary.figure.notMeasured : words.region(own),
      text: own === undefined ? '' : tiles.onlyOne(own.code),
      method: null,
      leads: own !== undefined,
    };
  }
  if (first.code === own.code) {
    return {
      label,
      value: tiles.nearest,
      text: tiles.nearestText(words.region(own), gap(first, second)),
      method: null,
    };
  }
  return {
    label,
    value: tiles.farther,
    text: tiles.fartherText(words.region(first), gap(first, own)),
    method: null,
  };
}
