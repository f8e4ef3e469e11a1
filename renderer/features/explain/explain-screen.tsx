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
  const { matches, clearing } = explanation;
  return (
    <>
      {matches.map((match) => (
        <Match key={match.id} match={match} />
      ))}
      {matches.length > 0 ? null : (
        <p className="explain-none">
          {words.explain.none} <CheckNow />
        </p>
      )}
      {clearing.length === 0 ? null : (
        <section className="explain-clearing">
          <h2 className="section">{words.explain.clearing}</h2>
          <p className="quiet">{words.explain.clearingLead}</p>
          <dl>
            {clearing.map(({ id, message, advice }) => (
              <div key={id}>
                <dt>{message}</dt>
                <dd className="quiet">{advice}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
    </>
  );
}

function CheckNow() {
  const { explain } = useWords();
  return (
    <a className="link" href="#/">
      {explain.check}
    </a>
  );
}

/** A message that was recognised: how sure, what it may be and who can fix it, what decides, and the check that does. */
function Match({ match }: { match: Explanation['matches'][number] }) {
  const { explain } = useWords();
  const decides = match.decidedBy.length > 0;
  return (
    <section className="panel explain-match">
      <h2 className="section">{match.message}</h2>
      {match.clearsNetwork ? <p>{explain.clears}</p> : null}
      <p className="quiet">
        {explain.sure}: {match.sure.text}
      </p>
      <h3 className="label">{explain.causes}</h3>
      <ol className="steps">
        {match.causes.map(({ text, who }, index) => (
          <li key={text}>
            <span className="step-number" aria-hidden="true">
              {index + 1}
            </span>
            <span>
              {text}
              <span className="quiet explain-who">{explain.whoFixes(who)}</span>
            </span>
          </li>
        ))}
      </ol>
      <h3 className="label">{explain.advice}</h3>
      <p>{match.advice}</p>
      <p className="explain-act">
        {decides ? explain.decided : explain.undecided} {decides ? <CheckNow /> : null}
      </p>
      <p className="quiet">
        {explain.source}: {match.source}
      </p>
    </section>
  );
}
