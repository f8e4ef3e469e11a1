import type { BundlePreview } from '../../../src/contract/index.ts';
import { useBundleWords } from './bundle-words.ts';
import { StandInCount, TextLines } from './text-lines.tsx';

interface BundleTextProps {
  readonly file: BundlePreview['files'][number];
  readonly standIns: BundlePreview['standIns'];
}

/** The text of a file as it would be written. */
export function BundleText({ file, standIns }: BundleTextProps) {
  const { bundle } = useBundleWords();
  const words = new Set(file.text?.match(/[\w-]+/g));
  const names = standIns.map(({ standIn }) => standIn).filter((standIn) => words.has(standIn));
  return (
    <section className="bundle-text panel" aria-label={file.name}>
      <header className="bundle-text-head">
        <h2 className="mono">{file.name}</h2>
        <StandInCount n={names.length} />
      </header>
      {file.text === null ? (
        <p className="quiet bundle-text-none">{bundle.noText}</p>
      ) : (
        <TextLines name={file.name} text={file.text} standIns={names} />
      )}
      {file.truncated ? <p className="quiet bundle-text-none">{bundle.cut}</p> : null}
    </section>
  );
}
