import type { RegionFigures } from '../../../src/reading/region-figures.ts';
import { Fold } from '../../ui/fold.tsx';
import { delay } from '../../words/format.ts';
import { useWords } from '../../words/words-context.tsx';

/** The same samples as numbers, server by server: what the chart says to those who cannot see it. */
export function RttServers({ rtt, level }: { rtt: NonNullable<RegionFigures['rtt']>; level: 3 | 4 }) {
  const words = useWords();
  return (
    <Fold level={level} title={words.rtt.servers}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{words.rtt.server}</th>
            <th scope="col" className="right">
              {words.rtt.median}
            </th>
            <th scope="col" className="right">
              {words.rtt.received}
            </th>
          </tr>
        </thead>
        <tbody>
          {rtt.servers.map(({ address, medianMs, received, sent }) => (
            <tr key={address}>
              <td className="mono">{address}</td>
              <td className="right figure">{delay(words, medianMs)}</td>
              <td className="right figure">{words.vocabulary.of(received, sent)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Fold>
  );
}
