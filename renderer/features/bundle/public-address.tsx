import { Checkbox } from 'react-aria-components/Checkbox';
import { CheckMark } from '../../ui/check-mark.tsx';
import { useBundleWords } from './bundle-words.ts';

interface PublicAddressProps {
  readonly kept: boolean;
  readonly onChange: (kept: boolean) => void;
}

/** Off unless the person ticks it: an IP access control group can only be checked with it. */
export function PublicAddress({ kept, onChange }: PublicAddressProps) {
  const { bundle } = useBundleWords();
  return (
    <Checkbox className="checkbox public-address" isSelected={kept} onChange={onChange}>
      <CheckMark />
      <span>
        <b>{bundle.publicAddress}</b>
        <span className="quiet">{bundle.publicAddressWhy}</span>
      </span>
    </Checkbox>
  );
}
