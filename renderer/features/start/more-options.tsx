import { FileTrigger } from 'react-aria-components/FileTrigger';
import { useState } from 'react';
import type { RegionChoice, RunRequest } from '../../../src/contract/index.ts';
import { MOST_REPEATS, PROFILES, SIGN_INS } from '../../../src/core/words.ts';
import { useAgent } from '../../bridge/agent-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { errorLine } from '../../words/error-line.ts';
import { Problem, TextField } from '../../ui/text-field.tsx';
import { useWords } from '../../words/words-context.tsx';
import PrepareDialog from '../prepared/prepare-dialog.tsx';
import { useSettings } from '../settings/settings-context.tsx';
import { isKeyMissing, refusedField, USUAL, type StartOptions } from './options.ts';

/** Up to what one page may ask for. */
const REPEATS = [1, 3, 5, 10, MOST_REPEATS];

interface MoreOptionsProps {
  readonly options: StartOptions;
  readonly region: RegionChoice | null;
  /** What would be asked now. */
  readonly request: RunRequest | null;
  /** What the engine refused last. */
  readonly error: unknown;
  readonly onChange: (change: Partial<StartOptions>) => void;
  /** The tables are others now: the Regions are asked for again. */
  readonly onTables: () => void;
}

/** What few people need, each with what it means. */
export default function MoreOptions({
  options,
  region,
  request,
  error,
  onChange,
  onTables,
}: MoreOptionsProps) {
  const words = useWords();
  const { options: own } = words;
  const { settings } = useSettings();
  const [preparing, setPreparing] = useState(false);
  const problem = (field: keyof StartOptions) =>
    refusedField(error) === field ? errorLine(error, words) : null;
  return (
    <div className="options">
      <Segmented
        label={own.profile}
        value={options.profile}
        options={PROFILES.map((value) => ({
          value,
          text: own.profiles[value],
          disabled: region !== null && region.protocolsOf[value].length === 0,
        }))}
        onChange={(profile) => onChange({ profile })}
      />
      <p className="quiet">{own.profileHelp[options.profile]}</p>
      <Problem text={problem('profile')} />
      <div className="options-grid">
        <TextField
          label={own.directoryId}
          help={own.directoryIdHelp}
          problem={problem('directoryId')}
          placeholder="d-926712a4f0"
          value={options.directoryId}
          onValue={(directoryId) => onChange({ directoryId })}
        />
        <label className="option-field">
          <span className="label">{own.signIn}</span>
          <select
            className="field"
            value={options.signIn}
            onChange={({ target }) =>
              onChange({ signIn: SIGN_INS.find((one) => one === target.value) ?? '' })
            }
          >
            <option value="">{own.signInAny}</option>
            {SIGN_INS.map((one) => (
              <option key={one} value={one}>
                {own.signIns[one]}
              </option>
            ))}
          </select>
          <span className="quiet">{own.signInHelp}</span>
        </label>
        <TextField
          lines
          label={own.also}
          help={own.alsoHelp}
          problem={problem('also')}
          placeholder="sso.contoso.example:443"
          value={options.also}
          onValue={(also) => onChange({ also })}
        />
        <div>
          <TextField
            lines
            label={own.peer}
            help={own.peerHelp}
            problem={isKeyMissing(error) ? own.peerKeyNeeded : problem('peer')}
            placeholder="peer.contoso.example"
            value={options.peer}
            onValue={(peer) => onChange({ peer })}
          />
          <PeerKey />
        </div>
        <TextField
          label={own.samples}
          help={own.samplesHelp(settings.samples)}
          problem={problem('samples')}
          placeholder={String(settings.samples)}
          value={options.samples}
          onValue={(samples) => onChange({ samples })}
        />
        <Repeat options={options} onChange={onChange} />
        <NewerTables onTables={onTables} />
        <div className="option-ticks">
          <Ticks options={options} onChange={onChange} />
        </div>
      </div>
      <p className="options-foot">
        <Button kind="link" onPress={() => onChange(USUAL)}>
          {own.reset}
        </Button>
        <Button kind="link" disabled={request === null} onPress={() => setPreparing(true)}>
          {words.prepared.prepare}
        </Button>
      </p>
      {preparing && request !== null ? (
        <PrepareDialog request={request} onClose={() => setPreparing(false)} />
      ) : null}
    </div>
  );
}

type PartProps = Pick<MoreOptionsProps, 'options' | 'onChange'>;

function Repeat({ options, onChange }: PartProps) {
  const { options: own } = useWords();
  return (
    <label className="option-field">
      <span className="label">{own.repeat}</span>
      <select
        className="field"
        value={options.repeat}
        onChange={({ target }) => onChange({ repeat: Number(target.value) })}
      >
        {REPEATS.map((n) => (
          <option key={n} value={n}>
            {own.repeatTimes(n)}
          </option>
        ))}
      </select>
      <span className="quiet">{own.repeatHelp}</span>
    </label>
  );
}

const TICKS = [
  ['where', 'where'],
  ['localDiscovery', 'printers'],
  ['gentle', 'gentle'],
] as const;

function Ticks({ options, onChange }: PartProps) {
  const { options: own } = useWords();
  return TICKS.map(([option, word]) => (
    <label key={option} className="option-check">
      <input
        type="checkbox"
        checked={options[option]}
        onChange={({ target }) => onChange({ [option]: target.checked })}
      />
      <span>{own[word]}</span>
    </label>
  ));
}

/** The key goes to the engine on this computer, which keeps it until it ends; no request, report or bundle has it. */
function PeerKey() {
  const words = useWords();
  const { options: own } = words;
  const agent = useAgent();
  const [said, setSaid] = useState<string>(own.peerKeyHelp);
  const [problem, setProblem] = useState<string | null>(null);
  const use = async (file: File | undefined) => {
    if (file === undefined) return;
    const { keys, problem: why } = await agent.call('peer.key', { text: await file.text() });
    setProblem(why);
    setSaid(own.peerKeys(keys));
  };
  return (
    <p className="option-files">
      <FileTrigger
        onSelect={(files) =>
          void use([...(files ?? [])][0]).catch((error: unknown) => setProblem(errorLine(error, words)))
        }
      >
        <Button size="dense">{own.choosePeerKey}</Button>
      </FileTrigger>{' '}
      <span className="quiet" role="status">
        {problem === null ? said : <Problem text={problem} />}
      </span>
    </p>
  );
}

/** The content of the files goes to the engine on this computer, their paths do not. */
function NewerTables({ onTables }: Pick<MoreOptionsProps, 'onTables'>) {
  const { options: own } = useWords();
  const { said, problem, use } = useTables(onTables);
  return (
    <div className="option-field">
      <span className="label">{own.tables}</span>
      <span className="option-files">
        <FileTrigger
          allowsMultiple
          acceptedFileTypes={['.json', 'application/json']}
          onSelect={(files) => use([...(files ?? [])])}
        >
          <Button size="dense">{own.chooseTables}</Button>
        </FileTrigger>{' '}
        <span className="quiet">{said}</span>
      </span>
      <span className="quiet" role="status">
        {problem === null ? own.tablesHelp : <Problem text={problem} />}
      </span>
    </div>
  );
}

function useTables(onTables: () => void) {
  const words = useWords();
  const agent = useAgent();
  const [said, setSaid] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const read = async (files: readonly File[]) => {
    const read = files.map(async (file) => ({ fileName: file.name, text: await file.text() }));
    const used = await agent.call('tables.use', { files: await Promise.all(read) });
    setSaid(used.tables);
    setProblem(used.problem);
    onTables();
  };
  const use = (files: readonly File[]) => {
    if (files.length > 0) read(files).catch((error: unknown) => setProblem(errorLine(error, words)));
  };
  return { said, problem, use };
}
