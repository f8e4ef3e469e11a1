import { useWords } from '../../words/words-context.tsx';
import { runHref, type RunRoute } from '../routes.ts';
import { openedBundle } from './opened-bundles.ts';

/** From what the bundle says to what this version says of its evidence, and back. */
export function JudgeLink({ route }: { route: RunRoute }) {
  const { opened } = useWords();
  const bundle = openedBundle(route.id);
  if (bundle === undefined) return null;
  if (!bundle.judgeable) return <p className="quiet">{opened.cannotJudge}</p>;
  const there = route.source === 'judged' ? 'bundle' : 'judged';
  return (
    <a className="link" href={runHref({ source: there, id: route.id })}>
      {there === 'judged' ? opened.judge : opened.asItSays}
    </a>
  );
}
