import { Label } from 'react-aria-components/Label';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import type { RedactionLevel } from '../../../src/contract/index.ts';
import { useBundleWords } from './bundle-words.ts';

const LEVELS: readonly RedactionLevel[] = ['minimal', 'standard', 'full'];

export function LevelChoice({
  chosen,
  told,
  onChange,
}: {
  chosen: RedactionLevel;
  /** What the engine makes of it: a policy may allow no more. */
  told: RedactionLevel | undefined;
  onChange: (level: RedactionLevel) => void;
}) {
  const { bundle } = useBundleWords();
  return (
    <RadioGroup
      className="levels panel"
      value={told ?? chosen}
      onChange={(level) => onChange(level as RedactionLevel)}
    >
      <Label className="hidden">{bundle.level}</Label>
      {LEVELS.map((level) => {
        const [name, text] = bundle.levels[level] ?? [level, ''];
        return (
          <Radio key={level} value={level} className="level">
            <span className="radio-dot" aria-hidden="true" />
            <span>
              <b>{name}</b>
              <span className="quiet">{text}</span>
            </span>
          </Radio>
        );
      })}
      {told !== undefined && told !== chosen ? (
        <p role="status" className="level quiet">
          {bundle.lowered}
        </p>
      ) : null}
    </RadioGroup>
  );
}
