import { Label } from 'react-aria-components/Label';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';

interface SegmentedProps<T extends string> {
  readonly label: string;
  readonly hideLabel?: boolean;
  readonly dense?: boolean;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly text: string; readonly disabled?: boolean }[];
  readonly onChange: (value: T) => void;
}

/** One of a few: a radio group drawn as one bar. */
export function Segmented<T extends string>(props: SegmentedProps<T>) {
  return (
    <RadioGroup
      className={`segmented-group${props.dense ? ' segmented-dense' : ''}`}
      orientation="horizontal"
      value={props.value}
      onChange={(value) => props.onChange(value as T)}
    >
      <Label className={props.hideLabel ? 'hidden' : 'label'}>{props.label}</Label>
      <div className="segmented segmented-wide">
        {props.options.map(({ value, text, disabled }) => (
          <Radio key={value} value={value} className="segmented-option" isDisabled={disabled ?? false}>
            {text}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
