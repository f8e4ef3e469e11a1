import type { BundleOpened } from '../../../src/contract/index.ts';
import { Status } from '../../ui/status.tsx';
import { fileSize } from '../../words/format.ts';
import { useWords } from '../../words/words-context.tsx';
import { runHref, type RunRoute } from '../routes.ts';
import { groupFiles } from './group-files.ts';

type ListedFile = BundleOpened['files'][number];

interface FileListProps {
  readonly route: RunRoute;
  readonly files: BundleOpened['files'];
  /** Name of the file that is shown beside the list. */
  readonly shown: string | null;
}

/** Every file with its size and whether it is as written; a link shows it. */
export function FileList({ route, files, shown }: FileListProps) {
  const { opened } = useWords();
  return (
    <nav aria-label={opened.choose}>
      {groupFiles(files).map(({ group, prefix, files: own }) => (
        <section key={group} className="opened-group">
          <h2 className="label">{opened.groups[group]}</h2>
          <ul className="opened-files panel">
            {own.map((file, index) => (
              <FileRow key={index} route={route} file={file} prefix={prefix} shown={file.name === shown} />
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}

interface FileRowProps {
  readonly route: RunRoute;
  readonly file: ListedFile;
  /** Folder that the heading says already. */
  readonly prefix: string;
  readonly shown: boolean;
}

function FileRow({ route, file, prefix, shown }: FileRowProps) {
  const words = useWords();
  const { name, bytes, records, state } = file;
  const short = name.slice(prefix.length);
  const size = [
    ...(records === null ? [] : [words.opened.records(records)]),
    ...(bytes === null ? [] : [fileSize(words, bytes)]),
  ].join(' · ');
  return (
    <li className={shown ? 'opened-file bundle-file-shown' : 'opened-file'}>
      {file.readable ? (
        <a
          className="opened-name mono"
          href={runHref(route, 'files', name)}
          aria-current={shown ? 'true' : undefined}
          title={name}
        >
          {short}
        </a>
      ) : (
        <span className="opened-name mono">{short}</span>
      )}
      <span className="quiet figure">{size}</span>
      <span className="opened-state">
        {state === 'intact' || state === 'manifest' ? (
          <span className="quiet">{words.opened.state[state]}</span>
        ) : (
          <Status tone="warn" word={words.opened.state[state]} size={14} />
        )}
      </span>
    </li>
  );
}
