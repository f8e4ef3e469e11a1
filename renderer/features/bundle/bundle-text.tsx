import type { BundlePreview } from '../../../src/contract/index.ts';
import { useWords } from '../../words/words-context.tsx';
import { splitStandIns } from './split-stand-ins.ts';

interface BundleTextProps {
  readonly file: BundlePreview['files'][number];
  readonly standIns: BundlePreview['standIns'];
}

/** The text of a file as it would be written, line by line; stand-ins and left-out values are marked. */
export function BundleText({ file, standIns }: BundleTextProps) {
  const { bundle } = useWords();
  const all = standIns.map(({ standIn }) => standIn);
  const names = all.filter((name) =>
    splitStandIns(file.text ?? '', [name]).some(({ kind }) => kind === 'stand-in'),
  );
  const lines = file.text?.replace(/\n$/, '').split('\n') ?? [];
  return (
    <section className="bundle-text panel" aria-label={file.name}>
      <header className="bundle-text-head">
        <h2 className="mono">{file.name}</h2>
        {names.length === 0 ? null : (
          <p className="quiet">
            <span className="stand-in mono">{bundle.standIn}</span> {bundle.hides(names.length)}
          </p>
        )}
      </header>
      {file.text === null ? (
        <p className="quiet bundle-text-none">{bundle.noText}</p>
      ) : (
        <ol className="bundle-lines mono" tabIndex={0} aria-label={file.name}>
          {lines.map((line, index) => (
            <li key={index}>
              {splitStandIns(line, names).map((part, position) => (
                <span key={position} className={part.kind === 'text' ? undefined : part.kind}>
                  {part.text}
                </span>
              ))}
            </li>
          ))}
        </ol>
      )}
      {file.truncated ? <p className="quiet bundle-text-none">{bundle.cut}</p> : null}
    </section>
  );
}
