import { Suspense, useState } from 'react';
import { lazily } from '../../bridge/lazily.ts';
import { Chevron } from '../../ui/chevron.tsx';
import { list } from '../../words/format.ts';
import { useWords } from '../../words/words-context.tsx';
import { refusedField, wordsOfOptions } from './options.ts';
import type { StartForm } from './use-start-form.ts';

const MoreOptions = lazily(() => import('./more-options.tsx'));

/** Behind the button and shut: what few people need. Shut, it says what is set; a refusal of one of its fields opens it. */
export function OptionsFold({ form, onTables }: { form: StartForm; onTables: () => void }) {
  const words = useWords();
  const [wanted, setWanted] = useState(false);
  const isOpen = wanted || refusedField(form.error) !== null;
  return (
    <section className="start-options">
      <h2>
        <button
          type="button"
          className="fold-button"
          data-rac=""
          aria-expanded={isOpen}
          aria-controls="start-options"
          onClick={() => setWanted(!isOpen)}
        >
          <Chevron down={isOpen} />
          <span className="label">{words.options.title}</span>
          <span className="quiet">{list(words, wordsOfOptions(words, form.options))}</span>
        </button>
      </h2>
      <div id="start-options" hidden={!isOpen}>
        {isOpen ? (
          <Suspense fallback={null}>
            <MoreOptions
              options={form.options}
              region={form.region}
              request={form.request}
              error={form.error}
              onChange={form.changeOptions}
              onTables={onTables}
            />
          </Suspense>
        ) : null}
      </div>
    </section>
  );
}
