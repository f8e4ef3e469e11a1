import { regionName } from '../../words/format.ts';
import { useProofWords } from './line-words.ts';

interface RegionChoiceProps {
  /** Codes of the Regions to choose from. */
  readonly regions: readonly string[];
  readonly chosen: string;
  readonly known: Parameters<typeof regionName>[1];
  readonly onRegion: (code: string) => void;
}

/** Different Regions are never proved together: one is chosen. Nothing where there is one alone. */
export function RegionChoice({ regions, chosen, known, onRegion }: RegionChoiceProps) {
  const { words, proof } = useProofWords();
  if (regions.length < 2) return null;
  return (
    <label className="proof-region">
      <span className="label">{proof.region}</span>
      <select className="field field-dense" value={chosen} onChange={({ target }) => onRegion(target.value)}>
        {regions.map((code) => (
          <option key={code} value={code}>
            {regionName(words, known, code)}
          </option>
        ))}
      </select>
    </label>
  );
}
