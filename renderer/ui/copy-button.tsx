import { useState } from 'react';
import { Button } from './button.tsx';

interface CopyButtonProps {
  /** The text, or what fetches it. */
  readonly text: string | (() => Promise<string>);
  readonly children: string;
  readonly doneWord: string;
  readonly kind?: 'plain' | 'link';
  readonly size?: 'dense';
}

/** Copies and says so; the word goes back after a while. The width stays, so that nothing beside it moves. */
export function CopyButton({ text, children, doneWord, kind = 'plain', size }: CopyButtonProps) {
  const [done, setDone] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(typeof text === 'string' ? text : await text());
    setDone(true);
    setTimeout(() => setDone(false), 2500);
  };
  return (
    <>
      <Button kind={kind} {...(size ? { size } : {})} onPress={() => void copy().catch(() => setDone(false))}>
        <span className="copy-stack">
          <span className={done ? 'copy-off' : ''} aria-hidden={done}>
            {children}
          </span>
          <span className={done ? '' : 'copy-off'} aria-hidden={!done}>
            {doneWord}
          </span>
        </span>
      </Button>
      <span className="hidden" role="status">
        {done ? doneWord : ''}
      </span>
    </>
  );
}
