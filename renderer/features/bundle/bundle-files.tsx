import { Checkbox } from 'react-aria-components/Checkbox';
import type { BundlePreview } from '../../../src/contract/index.ts';
import { CheckMark } from '../../ui/check-mark.tsx';
import { fileSize } from '../../words/format.ts';
import { useBundleWords } from './bundle-words.ts';

interface BundleFilesProps {
  readonly preview: BundlePreview;
  readonly shown: string | null;
  readonly onShow: (name: string) => void;
  readonly onToggle: (name: string) => void;
}

/** The files of the bundle: a tick for what goes in, a press on the name to read it. */
export function BundleFiles({ preview, shown, onShow, onToggle }: BundleFilesProps) {
  const words = useBundleWords();
  return (
    <ul className="bundle-files panel" aria-label={words.bundle.files}>
      {preview.files.map((file) => (
        <li key={file.name} className={file.name === shown ? 'bundle-file bundle-file-shown' : 'bundle-file'}>
          <Checkbox
            className="checkbox"
            isSelected={file.included}
            isDisabled={!file.optional}
            onChange={() => onToggle(file.name)}
            aria-label={words.bundle.include(file.name)}
          >
            <CheckMark />
          </Checkbox>
          <button
            type="button"
            className="bundle-open mono"
            aria-pressed={file.name === shown}
            onClick={() => onShow(file.name)}
          >
            {file.records === null ? file.name : words.bundle.records(file.name, file.records)}
          </button>
          <span className="quiet figure">
            {file.included ? fileSize(words, file.bytes) : words.bundle.off}
          </span>
        </li>
      ))}
    </ul>
  );
}
