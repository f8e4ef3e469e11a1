import { useEffect, useState } from 'react';
import { useWords } from '../../words/words-context.tsx';

const TICK_MS = 200;

/** Elapsed and expected seconds. Not read aloud: it would never stop. */
export function Elapsed({ startedAt, expectedMs }: { startedAt: string | null; expectedMs: number | null }) {
  const { run } = useWords();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  const seconds = startedAt === null ? 0 : Math.max(0, now - Date.parse(startedAt)) / 1000;
  const expected = expectedMs === null ? '…' : String(Math.round(expectedMs / 1000));
  // Past the estimate, "of about" would read as a mistake.
  const isLate = expectedMs !== null && seconds * 1000 > expectedMs;
  const [elapsed, rest] = (isLate ? run.late : run.of)(seconds.toFixed(1), expected);
  return (
    <p className="elapsed figure">
      <b>{elapsed}</b> {rest}
    </p>
  );
}
