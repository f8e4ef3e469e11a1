import type { BundleOpened } from '../../../src/contract/index.ts';
import { useWords } from '../../words/words-context.tsx';
import type { RunRoute } from '../routes.ts';
import { BundleFacts } from './bundle-facts.tsx';
import { FileList } from './file-list.tsx';
import { OpenedFileText } from './opened-file-text.tsx';
import { openedBundle } from './opened-bundles.ts';

/** What came with the report: every file of an opened bundle, what is not inside, and one file to read. */
export default function FilesPage({ route }: { route: RunRoute }) {
  const words = useWords();
  const bundle = openedBundle(route.id);
  if (bundle === undefined) return null;
  const shown = shownFile(bundle, route.focus);
  return (
    <div className="bundle-page">
      <h1 className="title">{words.opened.title}</h1>
      <div className="bundle-columns">
        <div className="opened-side">
          <BundleFacts bundle={bundle} />
          <FileList route={route} files={bundle.files} shown={shown?.name ?? null} />
          <NotInside leftOut={bundle.leftOut} />
        </div>
        {shown === undefined ? null : (
          <OpenedFileText
            key={shown.name}
            bundleId={bundle.bundleId}
            file={shown}
            chosen={route.focus !== null}
          />
        )}
      </div>
    </div>
  );
}

/** The one that was chosen, else the ticket text: the shortest answer of all. */
function shownFile(
  { files }: BundleOpened,
  wanted: string | null,
): BundleOpened['files'][number] | undefined {
  const readable = files.filter((file) => file.readable);
  return (
    readable.find(({ name }) => name === wanted) ??
    readable.find(({ name }) => name === 'summary.txt') ??
    readable[0]
  );
}

function NotInside({ leftOut }: { leftOut: BundleOpened['leftOut'] }) {
  const { opened } = useWords();
  const said = (text: string): string =>
    Object.hasOwn(opened.said, text) ? (opened.said[text] ?? text) : text;
  if (leftOut.length === 0) return null;
  return (
    <section className="opened-group">
      <h2 className="label">{opened.notInside}</h2>
      <ul className="not-inside panel">
        {leftOut.map(({ what, why }, index) => (
          <li key={index}>
            {said(what)}
            <span className="quiet">{said(why)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
