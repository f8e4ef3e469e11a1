import { useState } from 'react';
import type { BundleOpened } from '../../../src/contract/index.ts';
import { PROTOCOLS } from '../../../src/core/words.ts';
import type { Report } from '../../../src/report/report.ts';
import { useCommand } from '../../bridge/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { capital, moment } from '../../words/format.ts';
import { useWords } from '../../words/words-context.tsx';
import { EntryStatus } from '../history/entry-status.tsx';
import { compareHref, go, runHref, type RunSource } from '../routes.ts';
import { hasMany, ManyBundles } from './many-bundles.tsx';
import { OpenBundle } from './open-bundle.tsx';
import { OwnTags } from './own-tags.tsx';
import { openedBundles } from './opened-bundles.ts';

/** Bundles of others: open one, compare two, or one with the latest check here; many are grouped. */
export default function BundlesScreen() {
  const words = useWords();
  useTitle(words.bundles.title);
  const bundles = openedBundles();
  const [round, setRound] = useState(0);
  return (
    <div className="page list-page">
      <h1 className="title">{words.bundles.title}</h1>
      <p className="lead">{words.bundles.lead}</p>
      <div className="drop-panel panel">
        <OpenBundle onAdded={() => setRound(round + 1)} />
        <p className="quiet">{words.bundles.privacy}</p>
      </div>
      {hasMany() ? (
        <>
          <ManyBundles key={round} />
          <OwnTags onUsed={() => setRound((now) => now + 1)} />
        </>
      ) : null}
      <section>
        <h2 className="section">{words.bundles.opened}</h2>
        {bundles.length === 0 ? (
          <p className="quiet">{words.bundles.none}</p>
        ) : (
          <OpenedList bundles={bundles} />
        )}
      </section>
    </div>
  );
}

function OpenedList({ bundles }: { bundles: readonly BundleOpened[] }) {
  const words = useWords();
  return (
    <ul className="opened">
      {bundles.map((bundle) => (
        <li key={bundle.bundleId}>
          <div>
            <a className="link" href={runHref({ source: 'bundle', id: bundle.bundleId })}>
              {bundle.fileName}
            </a>
            <p className="quiet">
              {capital(moment(words, bundle.report.createdAt, new Date()))} ·{' '}
              {bundle.problems.length === 0 ? words.bundles.intact : words.bundles.changed}
            </p>
          </div>
          <EntryStatus entry={entryOf(bundle.report)} />
          <CompareWith bundle={bundle} others={bundles} />
        </li>
      ))}
    </ul>
  );
}

function entryOf({ verdict, protocols }: Report) {
  const asked = PROTOCOLS.flatMap((protocol) => {
    const entry = protocols[protocol];
    return entry === undefined ? [] : [{ protocol, verdict: entry.verdict }];
  });
  return { verdict, protocols: asked };
}

function CompareWith({ bundle, others }: { bundle: BundleOpened; others: readonly BundleOpened[] }) {
  const words = useWords();
  const { answer } = useCommand('history.list', {});
  const latest = answer.state === 'done' ? answer.value.entries[0] : undefined;
  const choices: { source: RunSource; id: string; name: string }[] = [
    ...others
      .filter(({ bundleId }) => bundleId !== bundle.bundleId)
      .map(({ bundleId, fileName }) => ({ source: 'bundle' as const, id: bundleId, name: fileName })),
    ...(latest === undefined ? [] : [{ source: 'run' as const, id: latest.id, name: words.bundles.latest }]),
  ];
  const [index, setIndex] = useState(0);
  const chosen = choices[index];
  if (chosen === undefined) return null;
  return (
    <div className="compare-with">
      <select
        className="field field-dense"
        aria-label={words.bundles.compareWith}
        value={index}
        onChange={(event) => setIndex(Number(event.target.value))}
      >
        {choices.map(({ name }, position) => (
          <option key={name} value={position}>
            {name}
          </option>
        ))}
      </select>
      <Button size="dense" onPress={() => go(compareHref({ source: 'bundle', id: bundle.bundleId }, chosen))}>
        {words.bundles.compareWith}
      </Button>
    </div>
  );
}
