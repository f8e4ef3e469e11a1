import type { RegionChoice } from '../../../src/contract/index.ts';
import { StatusIcon } from '../../ui/status-icon.tsx';
import { useWords } from '../../words/words-context.tsx';
import type { Typed } from './registration-code.ts';

/** The field says that this line is about it. */
export const CODE_MESSAGE_ID = 'code-message';

interface CodeMessageProps {
  readonly typed: Typed;
  readonly regions: readonly RegionChoice[];
  readonly chosen: string | null;
  /** The button was pressed: what is missing is said now. */
  readonly asked: boolean;
  readonly onChoose: (code: string) => void;
}

/** One line under the field, always there, so that nothing moves: the Region, or what is missing. */
export function CodeMessage({ typed, regions, chosen, asked, onChoose }: CodeMessageProps) {
  const words = useWords();
  const { start } = words;
  const needsRegion = typed.kind === 'name' || typed.kind === 'unknown-code';
  return (
    <>
      <p className="code-message" role="status" id={CODE_MESSAGE_ID}>
        <Message typed={typed} asked={asked} />
      </p>
      {needsRegion ? (
        <label className="code-region">
          <span className="label">{start.regionOfCode}</span>
          <select className="field" value={chosen ?? ''} onChange={(event) => onChoose(event.target.value)}>
            <option value="" disabled>
              –
            </option>
            {regions.map((region) => (
              <option key={region.code} value={region.code}>
                {words.region(region)}
              </option>
            ))}
          </select>
        </label>
      ) : null}
    </>
  );
}

function Message({ typed, asked }: { typed: Typed; asked: boolean }) {
  const words = useWords();
  const { start } = words;
  switch (typed.kind) {
    case 'code':
    case 'region':
      return (
        <>
          <StatusIcon tone="pass" />
          <span>
            {start.yourRegion('\u0000').split('\u0000')[0]}
            <b>{words.region(typed.region)}</b>
            {start.yourRegion('\u0000').split('\u0000')[1]}
          </span>
        </>
      );
    case 'name':
      return <Warn text={start.needsRegion} />;
    case 'unknown-code':
      return <Warn text={start.unknownCode} />;
    case 'empty':
      return asked ? <Warn text={start.empty} /> : <span className="quiet">{start.help}</span>;
    case 'other':
      return asked ? <Warn text={start.noMatch} /> : <span className="quiet">{start.help}</span>;
  }
}

function Warn({ text }: { text: string }) {
  return (
    <>
      <StatusIcon tone="warn" />
      <span>{text}</span>
    </>
  );
}
