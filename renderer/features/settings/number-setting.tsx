import { Button } from 'react-aria-components/Button';
import { Group } from 'react-aria-components/Group';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { NumberField } from 'react-aria-components/NumberField';
import { Text } from 'react-aria-components/Text';
import { useWords } from '../../words/words-context.tsx';

interface NumberSettingProps {
  readonly label: string;
  readonly help: string;
  readonly value: number;
  readonly range: readonly [number, number];
  readonly step?: number;
  /** What the organisation set; it cannot be changed here. */
  readonly locked?: number | undefined;
  readonly onChange: (value: number) => void;
}

/** A whole number within its range; what was typed counts when the field is left. */
export function NumberSetting({ label, help, value, range, step = 1, locked, onChange }: NumberSettingProps) {
  const { settings } = useWords();
  return (
    <NumberField
      className="number-setting"
      value={locked ?? value}
      isDisabled={locked !== undefined}
      minValue={Math.min(range[0], locked ?? range[0])}
      maxValue={Math.max(range[1], locked ?? range[1])}
      step={step}
      onChange={(next) => Number.isFinite(next) && onChange(Math.round(next))}
    >
      <Label className="label">{label}</Label>
      <Group className="number-box">
        <Button slot="decrement" className="number-step" aria-label={settings.fewer}>
          −
        </Button>
        <Input className="field figure" />
        <Button slot="increment" className="number-step" aria-label={settings.more}>
          +
        </Button>
      </Group>
      <Text slot="description" className="quiet">
        {locked === undefined ? help : settings.locked}
      </Text>
    </NumberField>
  );
}
