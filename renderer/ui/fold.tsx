import { Button } from 'react-aria-components/Button';
import { Disclosure, DisclosurePanel } from 'react-aria-components/Disclosure';
import { Heading } from 'react-aria-components/Heading';
import { Chevron } from './chevron.tsx';

interface FoldProps {
  readonly title: React.ReactNode;
  readonly note?: string;
  readonly open?: boolean;
  readonly level?: 2 | 3 | 4;
  readonly children: React.ReactNode;
}

/** A row that opens: heading, a quiet note, the content below. */
export function Fold({ title, note, open = false, level = 3, children }: FoldProps) {
  return (
    <Disclosure className="fold" defaultExpanded={open}>
      <Heading level={level}>
        <Button slot="trigger" className="fold-button">
          <Chevron />
          <span className="label">{title}</span>
          {note === undefined ? null : <span className="quiet">{note}</span>}
        </Button>
      </Heading>
      <DisclosurePanel className="fold-panel">{children}</DisclosurePanel>
    </Disclosure>
  );
}
