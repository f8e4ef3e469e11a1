import { useState } from 'react';
import type { ArgumentOf, Explanation } from '../../../src/contract/index.ts';
import { readLanguage } from '../../../src/core/language.ts';
import { useCommand, type Answer as Answered } from '../../bridge/use-command.ts';
import { useTitle } from '../../ui/use-title.ts';
import { useWords } from '../../words/words-context.tsx';
import { useExplainWords } from '../../words/explain-words.ts';
import { Answer } from './explain-answer.tsx';
import { Clearing } from './clearing.tsx';
import { LogDrop } from './log-drop.tsx';

type Log = ArgumentOf<'log.explain'>['log'];
const MOST_SIGNS = 4000;

/** Words of a message or a log to the likely cause, and what decides; below what clears the network, always. */
export default function ExplainScreen() {
  const words = useWords();
  const explain = useExplainWords();
  useTitle(explain.title);
  const [text, setText] = useState('');
  const [asked, setAsked] = useState<string | null>(null);
  const [log, setLog] = useState<Log | null>(null);
  const language = readLanguage(words.locale) ?? 'en';
  const { answer: byText } = useCommand('message.explain', { text: asked ?? '', language });
  const { answer: byLog } = useCommand('log.explain', log === null ? null : { log, language });
  const answer = log === null ? byText : byLog;
  const look = () => {
    if (text.trim() === '') return;
    setLog(null);
    setAsked(text.trim().slice(0, MOST_SIGNS));
  };
  return (
    <div className="page list-page explain">
      <h1 className="title">{explain.title}</h1>
      <p className="lead">{explain.lead}</p>
      <form
        className="explain-form"
        onSubmit={(event) => {
          event.preventDefault();
          look();
        }}
        onKeyDown={({ key, ctrlKey, metaKey }) => {
          if (key === 'Enter' && (ctrlKey || metaKey)) look();
        }}
      >
        <label>
          <span className="label">{explain.field}</span>
          <textarea
            className="field field-area"
            rows={3}
            maxLength={MOST_SIGNS}
            value={text}
            placeholder={explain.placeholder}
            onChange={(event) => setText(event.target.value)}
          />
        </label>
        <LogDrop onLog={setLog} />
        <p className="explain-go">
          <button type="submit" className="button">
            {explain.go}
          </button>
          <span className="quiet">{explain.keys}</span>
        </p>
      </form>
      <div role="status">
        {asked === null && log === null ? null : <Found answer={answer} isOwn={log?.from === 'client'} />}
      </div>
      <Clearing clearing={byText.state === 'done' ? byText.value.clearing : []} />
    </div>
  );
}

/** `isOwn`: the newest log of this computer was asked for, and there may be none. */
function Found({ answer, isOwn }: { answer: Answered<Explanation>; isOwn: boolean }) {
  const { error } = useWords();
  const explain = useExplainWords();
  if (answer.state === 'waiting') return null;
  if (answer.state === 'done') return <Answer explanation={answer.value} />;
  const none = isOwn && answer.error === 'unknown-file';
  return <p className="tone-fail explain-failed">{none ? explain.noLog : error[answer.error]}</p>;
}
