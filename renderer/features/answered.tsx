/** What rests on an answer of the engine: it is awaited, it failed, or it is shown. */
import type { ReactNode } from 'react';
import type { Answer } from '../bridge/use-command.ts';
import { Button } from '../ui/button.tsx';
import { useWords } from '../words/words-context.tsx';
import { Empty, Loading } from './empty.tsx';

/** The way on from a page that cannot be shown. */
export function NewCheckLink() {
  const { app } = useWords();
  return (
    <a className="link" href="#/">
      {app.newCheck}
    </a>
  );
}

interface AnsweredProps<T> {
  readonly answer: Answer<T>;
  /** What may help where it failed: asking again, or somewhere else to go. */
  readonly onward: (() => void) | ReactNode;
  /** Of what stands in its place; a page of its own, unless it is a part of one. */
  readonly className?: string;
  readonly children: (value: T) => ReactNode;
}

/** A screen that rests on one answer. */
export function Answered<T>({ answer, onward, className = 'page', children }: AnsweredProps<T>) {
  const { app, error } = useWords();
  if (answer.state === 'done') return children(answer.value);
  if (answer.state === 'waiting') return <Loading className={className} />;
  return (
    <div className={className}>
      <Empty title={error[answer.error]}>
        {typeof onward === 'function' ? <Button onPress={onward}>{app.tryAgain}</Button> : onward}
      </Empty>
    </div>
  );
}

interface AnsweredPartProps<T> {
  readonly answer: Answer<T>;
  readonly waiting?: string;
  readonly className?: string;
  readonly children: (value: T) => ReactNode;
}

/** A part of a screen or of a dialog that rests on one answer: a line until it is there. */
export function AnsweredPart<T>({ answer, waiting, className = '', children }: AnsweredPartProps<T>) {
  const { app, error } = useWords();
  if (answer.state === 'done') return children(answer.value);
  if (answer.state === 'waiting') return <p className={`quiet ${className}`}>{waiting ?? app.loading}</p>;
  return (
    <p role="alert" className={className}>
      {error[answer.error]}
    </p>
  );
}
