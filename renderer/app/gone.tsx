import { useHealth } from '../bridge/agent-context.tsx';
import { Empty } from '../features/empty.tsx';
import { useWords } from '../words/words-context.tsx';
import { Shell } from './shell.tsx';

/** Across the page while the engine does not answer: nothing below it can start anything. */
export function GoneBar() {
  const { app } = useWords();
  if (useHealth() !== 'lost') return null;
  return (
    <div className="gone" role="alert">
      <p className="page gone-inner">{app.lost}</p>
    </div>
  );
}

/** The last screen. */
export function Ended() {
  const { app } = useWords();
  return (
    <>
      <Shell />
      <main className="page main">
        <div role="status">
          <Empty title={app.ended} />
        </div>
      </main>
    </>
  );
}
