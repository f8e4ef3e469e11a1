import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { Button } from './button.tsx';

interface DialogBoxProps {
  readonly open: boolean;
  readonly title: string;
  readonly closeWord: string;
  readonly onClose: () => void;
  readonly children: React.ReactNode;
}

/** A modal window: Escape, the scrim and the button close it. */
export function DialogBox({ open, title, closeWord, onClose, children }: DialogBoxProps) {
  return (
    <ModalOverlay className="scrim" isDismissable isOpen={open} onOpenChange={(now) => now || onClose()}>
      <Modal className="dialog-box">
        <Dialog className="dialog">
          <div className="dialog-head">
            <Heading slot="title" className="section">
              {title}
            </Heading>
            <Button kind="link" onPress={onClose}>
              {closeWord}
            </Button>
          </div>
          <div className="dialog-body">{children}</div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
