/** What stands where there is nothing to show; the first screen has it. */
import type { ReactNode } from 'react';
import { useTitle } from '../ui/use-title.ts';
import { errorLine } from '../words/error-line.ts';
import { useWords } from '../words/words-context.tsx';

interface EmptyProps {
  readonly title: string;
  readonly text?: string;
  readonly children?: ReactNode;
}

/** What stands where there is nothing: one line, one line why, one way on. */
export function Empty({ title, text, children }: EmptyProps) {
  useTitle(title);
  return (
    <div className="empty">
      <h1 className="section">{title}</h1>
      {text === undefined ? null : <p>{text}</p>}
      {children}
    </div>
  );
}

export function Loading({ className = 'page' }: { className?: string }) {
  const { app } = useWords();
  return <p className={`${className} empty`}>{app.loading}</p>;
}

/** What was asked for and refused, or went wrong; nothing where `error` is null. */
export function Failure({ error, className = '' }: { error: unknown; className?: string }) {
  const words = useWords();
  if (error === null) return null;
  return (
    <p role="alert" className={`tone-fail ${className}`}>
      {errorLine(error, words)}
    </p>
  );
}
