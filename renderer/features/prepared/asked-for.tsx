import type { ResultOf } from '../../../src/contract/index.ts';
import { PROTOCOLS } from '../../../src/core/words.ts';
import type { Words } from '../../words/en.ts';
import { useWords } from '../../words/words-context.tsx';

interface AskedForProps {
  readonly prepared: ResultOf<'prepared.read'>['prepared'];
  readonly region: string;
}

/** Every field that a prepared check can fill, in the words of the start screen; what is not asked for is not there. */
export function AskedFor({ prepared, region }: AskedForProps) {
  const words = useWords();
  return (
    <dl className="prepared-rows">
      {rowsOf(prepared, region, words).map(([name, value]) => (
        <div key={name}>
          <dt className="soft">{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function rowsOf({ check, note }: AskedForProps['prepared'], region: string, words: Words) {
  const { prepared: own, options, vocabulary } = words;
  const { profile = 'client', directoryId, signIn, also = [], localDiscovery = false } = check;
  const protocol = PROTOCOLS.find((one) => one === check.protocol);
  const rows: readonly (readonly [string, React.ReactNode])[] = [
    [own.region, region],
    [
      options.profile,
      <>
        {options.profiles[profile]}{' '}
        {profile === 'client' ? null : <span className="quiet">{own.notUsual}</span>}
      </>,
    ],
    [own.protocols, protocol === undefined ? own.both : vocabulary.laneName[protocol]],
    [options.directoryId, directoryId],
    [options.signIn, signIn === undefined ? undefined : options.signIns[signIn]],
    [own.hosts, also.length === 0 ? undefined : <Hosts hosts={also} />],
    [own.printers, localDiscovery ? own.yes : undefined],
    [own.note, note === undefined ? undefined : <bdi>{own.quoted(note)}</bdi>],
  ];
  return rows.filter(([, value]) => value !== undefined);
}

function Hosts({ hosts }: { hosts: readonly string[] }) {
  const { prepared } = useWords();
  return (
    <ul>
      {hosts.map((host) => (
        <li key={host}>
          <span className="tag">{prepared.notAmazons}</span> <span className="mono">{host}</span>
        </li>
      ))}
    </ul>
  );
}
