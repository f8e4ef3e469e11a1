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
  // Whole seconds, on the long side: what is said is also what is held to.
  const expected = expectedMs === null ? null : Math.ceil(expectedMs / 1000);
  const isLate = expected !== null && seconds > expected;
  const told = seconds.toFixed(1);
  const [elapsed, rest] = isLate ? run.late(told) : run.of(told, String(expected ?? '…'));
  return (
    <p className="elapsed figure">
      <b>{elapsed}</b> {rest}
    </p>
  );
}
