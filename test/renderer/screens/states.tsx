/** The sheet of states: five silhouettes and the journey in every one of its states, wide and small. */
import { useEffect } from 'react';
import { journeyOf } from '../../../renderer/features/journey/journey-of.ts';
import { Journey } from '../../../renderer/features/journey/journey.tsx';
import { MiniJourney } from '../../../renderer/features/journey/mini-journey.tsx';
import { Status } from '../../../renderer/ui/status.tsx';
import { en } from '../../../renderer/words/en.ts';
import { ja } from '../../../renderer/words/ja.ts';
import { WordsProvider } from '../../../renderer/words/words-context.tsx';
import { spokenOf } from '../../../src/report/spoken-of.ts';
import { REPORTS } from '../fixtures/index.ts';

export function States({ language, theme }: { language: string; theme: string }) {
  const words = language === 'ja' ? ja : en;
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
    document.title = 'States';
  }, [theme]);
  return (
    <WordsProvider value={words}>
      <main className="page" style={{ paddingTop: 24 }}>
        <h1 className="title">
          <a href="#/">States of the journey</a>
        </h1>
        <p style={{ display: 'flex', flexWrap: 'wrap', gap: '8px 32px', padding: '16px 0' }}>
          {(['pass', 'warn', 'fail', 'unproven', 'not-tested'] as const).map((tone) => (
            <Status key={tone} tone={tone} word={words.vocabulary.status[tone]} />
          ))}
        </p>
        {Object.entries(REPORTS).map(([name, report]) => {
          const model = journeyOf(words, report, spokenOf(report, words.locale));
          return (
            <section key={name} style={{ padding: '12px 0', borderTop: '1px solid var(--line)' }}>
              <h2 className="label">{name}</h2>
              {model === null ? null : <MiniJourney model={model} />}
              <p className="quiet">{model?.sentence}</p>
              {model === null ? null : <Journey model={model} />}
            </section>
          );
        })}
      </main>
    </WordsProvider>
  );
}
