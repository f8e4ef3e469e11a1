import { useNarrow } from '../../ui/use-narrow.ts';
import { useWords } from '../../words/words-context.tsx';

/** The line before anything was measured: dotted, in plain words, without ports. */
export function StartJourney({ region }: { region: string }) {
  const { start } = useWords();
  const narrow = useNarrow();
  const { stations } = start;
  const places = [
    [stations.computer, ''],
    [stations.router, ''],
    [stations.vpn, stations.ifAny],
    [stations.internet, ''],
    [stations.amazon, region],
  ] as const;
  return (
    <ol className={narrow ? 'start-journey start-journey-tall panel' : 'start-journey panel'}>
      {places.map(([name, what], index) => (
        <li key={name}>
          {index === 1 ? <span className="start-lan">{stations.lan}</span> : null}
          <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
            <circle cx="10" cy="10" r="8.2" className="end end-not-tested" />
          </svg>
          <span className="start-place">
            <b>{name}</b>
            <span className="quiet">{what}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}
