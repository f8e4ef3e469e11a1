import { useState } from 'react';
import type { Explanation } from '../../../src/contract/index.ts';
import { readLanguage } from '../../../src/core/language.ts';
import { useCommand } from '../../bridge/use-command.ts';
import { useWords } from '../../words/words-context.tsx';

/** A message of the WorkSpaces client to its probable causes and to what decides between them. */
export default function ExplainScreen() {
  const words = useWords();
  const [text, setText] = useState('');
  const [asked, setAsked] = useState<string | null>(null);
  const language = readLanguage(words.locale) ?? 'en';
  const { answer } = useCommand('message.explain', asked === null ? null : { text: asked, language });
  return (
    <div className="page list-page explain">
      <h1 className="title">{words.explain.title}</h1>
      <p className="lead">{words.explain.lead}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() !== '') setAsked(text.trim().slice(0, 4000));
        }}
      >
        <label>
          <span className="label">{words.explain.field}</span>
          <textarea
            className="field field-area"
            rows={4}
            maxLength={4000}
            value={text}
            placeholder={words.explain.placeholder}
            onChange={(event) => setText(event.target.value)}
          />
        </label>
        <button type="submit" className="button button-primary">
          {words.explain.go}
        </button>
      </form>
      <div role="status">
        {asked === null || answer.state === 'waiting' ? null : answer.state === 'failed' ? (
          <p className="tone-fail">{words.error[answer.error]}</p>
        ) : (
          <Matches explanation={answer.value} />
        )}
      </div>
    </div>
  );
}

function Matches({ explanation }: { explanation: Explanation }) {
  const words = useWords();
  if (explanation.matches.length === 0) {
    return (
      <p className="explain-none">
        {words.explain.none}{' '}
        <a className="link" href="#/">
          {words.explain.check}
        </a>
      </p>
    );
  }
  return explanation.matches.map((match) => (
    <section key={match.id} className="panel explain-match">
      <h2 className="section">{match.message}</h2>
      <h3 className="label">{words.explain.causes}</h3>
      <ol className="steps">
        {match.causes.map(({ text }, index) => (
          <li key={text}>
            <span className="step-number" aria-hidden="true">
              {index + 1}
            </span>
            <span>{text}</span>
          </li>
        ))}
      </ol>
      <h3 className="label">{words.explain.advice}</h3>
      <p>{match.advice}</p>
      <p className="quiet">
        {words.explain.source}: {match.source}
      </p>
    </section>
  ));
}
