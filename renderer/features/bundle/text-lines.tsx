import { useBundleWords } from './bundle-words.ts';
import { splitStandIns } from './split-stand-ins.ts';

interface TextLinesProps {
  readonly name: string;
  readonly text: string;
  /** Those that the text holds. */
  readonly standIns: readonly string[];
}

/** A text line by line; stand-ins and left-out values are marked. */
export function TextLines({ name, text, standIns }: TextLinesProps) {
  const marked = new Set(standIns);
  const lines = text.replace(/\n$/, '').split('\n');
  return (
    <ol
      className={lines.length > 99 ? 'bundle-lines bundle-lines-long mono' : 'bundle-lines mono'}
      tabIndex={0}
      aria-label={name}
    >
      {lines.map((line, index) => (
        <li key={index}>
          {splitStandIns(line, marked).map((part, position) => (
            <span key={position} className={part.kind === 'text' ? undefined : part.kind}>
              {part.text}
            </span>
          ))}
        </li>
      ))}
    </ol>
  );
}

/** How many stand-ins a text holds, with the mark that shows what they look like. */
export function StandInCount({ n }: { n: number }) {
  const { bundle } = useBundleWords();
  if (n === 0) return null;
  return (
    <p className="quiet">
      <span className="stand-in mono">{bundle.standIn}</span> {bundle.hides(n)}
    </p>
  );
}
