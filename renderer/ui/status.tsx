import { StatusIcon, type Tone } from './status-icon.tsx';

/** A status: silhouette and word, never one alone. */
export function Status({ tone, word, size = 16 }: { tone: Tone; word: string; size?: number }) {
  return (
    <span className={`status status-${tone} tone-${tone}`}>
      <StatusIcon tone={tone} size={size} />
      {word}
    </span>
  );
}
