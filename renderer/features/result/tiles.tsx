import type { RegionFigures } from '../../../src/reading/region-figures.ts';
import type { Report } from '../../../src/report/report.ts';
import type { Words } from '../../words/en.ts';
import { Hint } from '../../ui/hint.tsx';
import { bytes, delay } from '../../words/format.ts';
import { useWords } from '../../words/words-context.tsx';

interface Tile {
  readonly label: string;
  readonly value: string;
  readonly text: string;
  readonly method: string | null;
}

/** Four figures for a result that is ready. */
export function Tiles({ report }: { report: Report }) {
  const words = useWords();
  return (
    <dl className="tiles">
      {tilesOf(words, report).map(({ label, value, text, method }) => (
        <div className="tile" key={label}>
          <dt className="quiet">{label}</dt>
          <dd className="tile-value figure">
            {method === null ? value : <Hint text={method}>{value}</Hint>}
          </dd>
          <dd className="quiet">{text}</dd>
        </div>
      ))}
    </dl>
  );
}

function tilesOf(words: Words, report: Report): Tile[] {
  const figures = report.regions.find(({ code }) => code === report.decidingRegion);
  return [
    rttTile(words, figures),
    lostTile(words, figures),
    packetTile(words, figures),
    regionTile(words, report),
  ];
}

function rttTile(words: Words, figures: RegionFigures | undefined): Tile {
  const { tiles, method } = words;
  const medianMs = figures?.rtt?.medianMs ?? null;
  const text = figures === undefined || medianMs === null ? '' : bandText(words, figures.bands);
  const value = medianMs === null ? tiles.notMeasured : delay(words, medianMs);
  return { label: tiles.roundTrip, value, text, method: method.median };
}

function bandText(words: Words, bands: RegionFigures['bands']): string {
  if (bands.pcoip === 'best' && bands.dcv === 'best') return words.tiles.best;
  return bands.pcoip === 'affected' ? words.tiles.affected : oneBand(words, bands);
}

function oneBand({ tiles, protocol }: Words, bands: { pcoip: string | null; dcv: string | null }): string {
  const only = bands.pcoip === null ? 'dcv' : bands.dcv === null ? 'pcoip' : null;
  if (only !== null && bands[only] === 'best') return tiles.bestOne(protocol[only]);
  return tiles.beyond;
}

function lostTile(words: Words, figures: RegionFigures | undefined): Tile {
  const rtt = figures?.rtt ?? null;
  const value = rtt === null ? words.tiles.notMeasured : words.unit.of(rtt.sent - rtt.received, rtt.sent);
  const text = rtt === null ? '' : words.tiles.sampled(rtt.servers.length);
  return { label: words.tiles.lost, value, text, method: words.method.loss };
}

function packetTile(words: Words, figures: RegionFigures | undefined): Tile {
  const mtu = figures?.mtu ?? null;
  const path = mtu?.pathMtuBytes ?? null;
  return {
    label: words.tiles.packet,
    value: path === null ? words.tiles.notMeasured : bytes(words, path),
    text:
      path === null ? words.tiles.packetUnknown : words.tiles.packetNeeds(String(mtu?.requiredBytes ?? 1200)),
    method: words.method.mtu,
  };
}

function regionTile(words: Words, report: Report): Tile {
  const { tiles } = words;
  const own = report.regions.find(({ code }) => code === report.decidingRegion);
  const ranked = report.regions.filter(({ rank, rtt }) => rank !== null && rtt !== null);
  const [first, second] = [...ranked].sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
  const label = tiles.region;
  const gap = (a: RegionFigures | undefined, b: RegionFigures | undefined) =>
    delay(words, Math.abs((a?.scoreMs ?? 0) - (b?.scoreMs ?? 0)));
  if (own === undefined || first === undefined || second === undefined) {
    return {
      label,
      value: own?.name ?? tiles.notMeasured,
      text: own === undefined ? '' : tiles.onlyOne(own.code),
      method: null,
    };
  }
  if (first.code === own.code) {
    return {
      label,
      value: tiles.nearest,
      text: tiles.nearestText(own.name, gap(first, second)),
      method: null,
    };
  }
  return { label, value: tiles.farther, text: tiles.fartherText(first.name, gap(first, own)), method: null };
}
