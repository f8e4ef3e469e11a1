import { Button } from 'react-aria-components/Button';
import { Tooltip, TooltipTrigger } from 'react-aria-components/Tooltip';

/** A figure that tells on hover, on focus and to screen readers how it was measured. */
export function Hint({ text, children }: { text: string; children: React.ReactNode }) {
  return (
    <TooltipTrigger delay={300} closeDelay={100}>
      <Button className="hint">{children}</Button>
      <Tooltip className="tooltip" offset={6}>
        {text}
      </Tooltip>
    </TooltipTrigger>
  );
}
