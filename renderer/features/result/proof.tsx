import type { Words } from '../../words/en.ts';
import { StatusIcon } from '../../ui/status-icon.tsx';
import { duration } from '../../words/format.ts';
import { useWords } from '../../words/words-context.tsx';
import type { ProofLine } from '../report/proof-of.ts';

/** The proof in up to three lines. */
export function Proof({ lines }: { lines: readonly ProofLine[] }) {
  const words = useWords();
  return (
    <ul className="proof" aria-label={words.result.seen}>
      {lines.map((line) => (
        <li key={line.kind}>
          <StatusIcon tone={line.tone} />
          <span className="hidden">{words.status[line.tone]}: </span>
          <span>{say(words, line)}</span>
        </li>
      ))}
    </ul>
  );
}

function say(words: Words, line: ProofLine): React.ReactNode {
  switch (line.kind) {
    case 'failed':
      return (
        <>
          <b>{'port' in line.subject ? line.subject.port : words.group[line.subject.group]}</b>
          {failedText(words, line)}
        </>
      );
    case 'open': {
      const [, rest] = words.result.openHere('');
      return (
        <>
          <b>{line.ports.join(words.result.and)}</b>
          {rest}
        </>
      );
    }
    case 'waits':
      return words.result.because(line.count);
  }
}

function failedText({ result, ...words }: Words, line: Extract<ProofLine, { kind: 'failed' }>): string {
  const took = line.tookMs === null ? '' : duration({ result, ...words }, line.tookMs);
  switch (line.how) {
    case 'silent':
      return result.silent(line.failed, line.all, took);
    case 'refused':
      return result.refusedAt(line.failed, line.all);
    case 'failed':
      return result.failedOf(line.failed, line.all);
    case 'limited':
      return result.limitedOf(line.failed, line.all);
  }
}
