import type { Protocol } from '../../../src/core/words.ts';
import type { RegionChoice } from '../../../src/contract/index.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { useWords } from '../../words/words-context.tsx';

export type Connection = Protocol | 'both';

interface ConnectionTypeProps {
  readonly value: Connection;
  readonly region: RegionChoice | null;
  readonly onChange: (value: Connection) => void;
}

/** Which protocol: most people do not know, and need not. */
export function ConnectionType({ value, region, onChange }: ConnectionTypeProps) {
  const words = useWords();
  const [only] = region?.protocols.length === 1 ? region.protocols : [];
  const off = (protocol: Protocol) => region !== null && !region.protocols.includes(protocol);
  return (
    <div className="connection">
      <Segmented
        label={words.start.connection}
        value={value}
        options={[
          { value: 'both', text: words.start.notSure },
          { value: 'pcoip', text: words.vocabulary.laneName.pcoip, disabled: off('pcoip') },
          { value: 'dcv', text: words.vocabulary.laneName.dcv, disabled: off('dcv') },
        ]}
        onChange={onChange}
      />
      <p className="quiet">
        {only === undefined
          ? words.start.connectionHelp
          : words.start.onlyProtocol(words.vocabulary.laneName[only])}
      </p>
    </div>
  );
}
