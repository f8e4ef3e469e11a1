import { Checkbox } from 'react-aria-components/Checkbox';
import type { BundlePreview } from '../../../src/contract/index.ts';
import { CheckMark } from '../../ui/check-mark.tsx';
import { Chevron } from '../../ui/chevron.tsx';
import { fileSize } from '../../words/format.ts';
import { groupFiles, type FileGroup } from '../bundles/group-files.ts';
import { useBundleWords } from './bundle-words.ts';

type ListedFile = BundlePreview['files'][number];

interface BundleFilesProps {
  readonly preview: BundlePreview;
  readonly shown: string;
  readonly onShow: (name: string) => void;
  readonly onToggle: (names: readonly string[], wanted: boolean) => void;
}

/** What is inside, in a few groups: a tick for what goes in, a press on a name to read it. The group of what is read is open. */
export function BundleFiles(props: BundleFilesProps) {
  const { bundle } = useBundleWords();
  return (
    <ul className="bundle-files panel" aria-label={bundle.files}>
      {groupFiles(props.preview.files).map((group) => (
        <Group key={group.group} {...props} group={group} />
      ))}
    </ul>
  );
}

function Group({ group, ...props }: BundleFilesProps & { group: FileGroup<ListedFile> }) {
  const words = useBundleWords();
  const { files, prefix } = group;
  const name = words.opened.groups[group.group];
  const open = files.some((file) => file.name === props.shown);
  const included = files.filter((file) => file.included);
  const bytes = included.reduce((sum, file) => sum + file.bytes, 0);
  const [first] = files;
  return (
    <li className="bundle-group">
      <div className="bundle-file">
        <Tick name={name} files={files} onToggle={props.onToggle} />
        <button
          type="button"
          className="bundle-open"
          aria-expanded={open}
          onClick={() => (first === undefined ? undefined : props.onShow(first.name))}
        >
          <Chevron down={open} /> <b>{name}</b>{' '}
          <span className="quiet">{words.bundle.inGroup(included.length, files.length)}</span>
        </button>
        <span className="quiet figure">
          {included.length === 0 ? words.bundle.off : fileSize(words, bytes)}
        </span>
      </div>
      {open ? (
        <ul>
          {files.map((file) => (
            <FileRow key={file.name} {...props} file={file} prefix={prefix} />
          ))}
        </ul>
      ) : null}
    </li>
  );
}

interface TickProps {
  readonly name: string;
  readonly files: readonly ListedFile[];
  readonly onToggle: BundleFilesProps['onToggle'];
}

/** Takes out or puts in what may be taken out. */
function Tick({ name, files, onToggle }: TickProps) {
  const { bundle } = useBundleWords();
  const optional = files.filter((file) => file.optional);
  const all = files.every(({ included }) => included);
  return (
    <Checkbox
      className="checkbox"
      isSelected={all}
      isIndeterminate={!all && files.some(({ included }) => included)}
      isDisabled={optional.length === 0}
      onChange={(wanted) =>
        onToggle(
          optional.map((file) => file.name),
          wanted,
        )
      }
      aria-label={bundle.include(name)}
    >
      <CheckMark />
    </Checkbox>
  );
}

function FileRow({
  file,
  prefix,
  shown,
  onShow,
  onToggle,
}: BundleFilesProps & { file: ListedFile; prefix: string }) {
  const words = useBundleWords();
  const short = file.name.slice(prefix.length) || file.name;
  return (
    <li className={file.name === shown ? 'bundle-file bundle-in bundle-file-shown' : 'bundle-file bundle-in'}>
      <Tick name={file.name} files={[file]} onToggle={onToggle} />
      <button
        type="button"
        className="bundle-open mono"
        aria-pressed={file.name === shown}
        onClick={() => onShow(file.name)}
      >
        {file.records === null ? short : words.bundle.records(short, file.records)}
      </button>
      <span className="quiet figure">{file.included ? fileSize(words, file.bytes) : words.bundle.off}</span>
    </li>
  );
}
