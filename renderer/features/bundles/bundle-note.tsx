import type { BundleJudged, BundleOpened } from '../../../src/contract/index.ts';
import { useWords } from '../../words/words-context.tsx';
import { JudgedNote } from './judged-note.tsx';
import { openedBundle } from './opened-bundles.ts';

/** Names that are said; the page of the files has all of them. */
const MOST_NAMED = 3;

/** Over every page of an opened bundle: whose it is and whether it is as written; and what judging again has changed. */
export function BundleNote({ id, judged }: { id: string; judged?: BundleJudged }) {
  const bundle = openedBundle(id);
  if (bundle === undefined) return null;
  return (
    <>
      <Origin bundle={bundle} />
      {judged === undefined ? null : <JudgedNote id={id} judged={judged} />}
    </>
  );
}

function Origin({ bundle }: { bundle: BundleOpened }) {
  const { result, vocabulary } = useWords();
  const hurt = [...new Set(bundle.problems.map(({ file }) => file))];
  if (hurt.length === 0) return <p className="note bundle-note">{result.fromBundle(bundle.fileName)}</p>;
  return (
    <p className="note note-warn bundle-note" role="alert">
      {result.tampered(
        hurt.slice(0, MOST_NAMED).join(vocabulary.comma),
        Math.max(0, hurt.length - MOST_NAMED),
      )}
    </p>
  );
}
