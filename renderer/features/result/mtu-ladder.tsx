import type { RegionFigures } from '../../../src/reading/region-figures.ts';
import type { Report } from '../../../src/report/report.ts';
import { StatusIcon } from '../../ui/status-icon.tsx';
import type { Words } from '../../words/en.ts';
import { bytes, list, together } from '../../words/format.ts';
import { useWords } from '../../words/words-context.tsx';
import { ladderOf, type Rung } from './mtu-rungs.ts';

type Mtu = NonNullable<RegionFigures['mtu']>;

const STEP = 37;

/** The packet size of the Region that decides; null where nothing tried it. */
export function mtuOf(figures: RegionFigures | null, { checks }: Report): Mtu | null {
  const mtu = figures?.mtu ?? null;
  const wasTried = checks.some(({ group, status }) => group === 'mtu' && status !== 'not-tested');
  return mtu !== null && (isKnown(mtu) || wasTried) ? mtu : null;
}

function isKnown({ pathMtuBytes, blackHole }: Mtu): boolean {
  return pathMtuBytes !== null || blackHole === true;
}

/** Packet sizes as a ladder with even steps: a true scale would crush them. */
export function MtuLadder({ report, mtu }: { report: Report; mtu: Mtu }) {
  const words = useWords();
  if (!isKnown(mtu)) return <p className="quiet figure-note">{words.mtu.unknown}</p>;
  const rungs = ladderOf(mtu);
  const needed = bytes(words, mtu.requiredBytes);
  const path =
    mtu.pathMtuBytes === null ? words.vocabulary.figure.notMeasured : bytes(words, mtu.pathMtuBytes);
  return (
    <>
      <p className="quiet mtu-note">{mtuNote(words, mtu, report.host.vpn?.interface !== null)}</p>
      <div className="mtu" role="img" aria-label={words.mtu.sentence(path, needed)}>
        <Pole rungs={rungs} />
        <div aria-hidden="true">
          {rungs.map((rung) => (
            <RungRow key={`${rung.what}${rung.bytes}`} rung={rung} words={words} />
          ))}
        </div>
      </div>
      <p className="quiet figure-note">{methodNote(words, mtu.methods)}</p>
    </>
  );
}

function Pole({ rungs }: { rungs: readonly Rung[] }) {
  const height = rungs.length * STEP;
  const at = (index: number) => index * STEP + STEP / 2;
  const path = rungs.findIndex(({ what }) => what === 'path');
  const fill = rungs[path]?.state === 'fail' ? 'band-fail' : 'band-pass';
  return (
    <svg width="36" height={height} viewBox={`0 0 36 ${height}`} aria-hidden="true">
      <rect x="4" y={at(0)} width="8" height={height - at(0)} rx="4" className="band" />
      {path < 0 ? null : (
        <rect x="4" y={at(path)} width="8" height={height - at(path)} rx="4" className={`band ${fill}`} />
      )}
      {rungs.map(({ what }, index) => (
        <path
          key={index}
          d={what === 'path' ? `M4 ${at(index)}H34` : `M8 ${at(index)}H20`}
          className={what === 'path' ? 'rung rung-path' : 'rung'}
        />
      ))}
    </svg>
  );
}

function RungRow({ rung, words }: { rung: Rung; words: Words }) {
  const strong = rung.what === 'path';
  return (
    <div className={strong ? 'mtu-row mtu-row-path' : 'mtu-row'}>
      <span className="figure mtu-bytes">{rung.bytes}</span>
      <span>{words.mtu[rung.what]}</span>
      {rung.state === null ? null : <StatusIcon tone={rung.state} />}
    </div>
  );
}

function mtuNote(words: Words, mtu: Mtu, vpn: boolean): string {
  const { pathMtuBytes: path, interfaceMtuBytes: own } = mtu;
  if (mtu.blackHole === true) return words.mtu.blackHole;
  if (path === null) return words.mtu.unknown;
  const judged =
    mtu.verdict === 'fail' ? words.mtu.tooSmall : mtu.verdict === 'warn' ? words.mtu.tight : words.mtu.fine;
  if (own === null || path >= own) return mtu.verdict === 'pass' ? words.mtu.full : judged;
  return together(words, words.mtu.takes(own - path, vpn), judged);
}

function methodNote(words: Words, methods: readonly string[]): string {
  const names = methods.map((method) => words.vocabulary.figure.method[method] ?? method);
  return names.length === 0 ? '' : words.mtu.measuredBy(list(words, names), names.length === 2);
}
