import type { Protocol } from '../../../src/core/words.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { useWords } from '../../words/words-context.tsx';

export type Connection = Protocol | 'both';

interface ConnectionTypeProps {
  readonly value: Connection;
  /** What the Region and the kind of client have: nothing else can be chosen. */
  readonly offered: readonly Protocol[];
  /** The kind of client, not the Region, leaves one alone. */
  readonly byClient: boolean;
  readonly onChange: (value: Connection) => void;
}

/** Which protocol: most people do not know, and need not. */
export function ConnectionType({ value, offered, byClient, onChange }: ConnectionTypeProps) {
  const words = useWords();
  const [only] = offered.length === 1 ? offered : [];
  const off = (protocol: Protocol) => !offered.includes(protocol);
  return (
    <div className="connection">
      <Segmented
        label={words.start.connection}
        value={value !== 'both' && off(value) ? 'both' : value}
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
          : (byClient ? words.options.profileAlone : words.start.onlyProtocol)(
              words.vocabulary.laneName[only],
            )}
      </p>
    </div>
  );
}
