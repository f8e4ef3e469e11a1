import { useState } from 'react';
import type { ArgumentOf } from '../../../src/contract/index.ts';
import { useCommand } from '../../bridge/use-command.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { DialogBox } from '../../ui/dialog-box.tsx';
import type { Words } from '../../words/en.ts';
import { rulesWords as en, type RulesWords } from '../../words/en/proof.ts';
import { list } from '../../words/format.ts';
import { rulesWords as ja } from '../../words/ja/proof.ts';
import { useWords } from '../../words/words-context.tsx';
import { AnsweredPart } from '../answered.tsx';

/** They come with this dialog alone. */
function rulesIn({ locale }: Words): RulesWords {
  return locale === 'ja' ? ja : en;
}

interface RulesDialogProps {
  /** Which rules. */
  readonly about: Omit<ArgumentOf<'rules.make'>, 'syntax' | 'language'>;
  readonly onClose: () => void;
}

/** Firewall rules in the syntax of one's own firewall. */
export default function RulesDialog({ about, onClose }: RulesDialogProps) {
  const words = useWords();
  const rules = rulesIn(words);
  const [chosen, setChosen] = useState<string | null>(null);
  const { answer: syntaxes } = useCommand('rules.syntaxes', { language: words.locale });
  const known = syntaxes.state === 'done' ? syntaxes.value.syntaxes : [];
  const syntax = chosen ?? known[0]?.id ?? null;
  const names = list(
    words,
    about.protocols.map((protocol) => words.vocabulary.laneName[protocol]),
  );
  return (
    <DialogBox open title={words.result.rules} closeWord={words.app.close} onClose={onClose}>
      <p className="quiet">{rules.lead(list(words, about.regions), names)}</p>
      <label className="rules-choice">
        <span className="label">{rules.syntax}</span>
        <select className="field" value={syntax ?? ''} onChange={(event) => setChosen(event.target.value)}>
          {known.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {syntax === null ? null : <RulesText argument={{ ...about, syntax, language: words.locale }} />}
    </DialogBox>
  );
}

function RulesText({ argument }: { argument: ArgumentOf<'rules.make'> }) {
  const words = useWords();
  const rules = rulesIn(words);
  const { answer } = useCommand('rules.make', argument);
  return (
    <AnsweredPart answer={answer} waiting={rules.loading}>
      {({ text }) => (
        <>
          <pre className="code rules-text" tabIndex={0} aria-label={words.result.rules}>
            {text}
          </pre>
          <CopyButton text={text} doneWord={words.app.copied}>
            {rules.copy}
          </CopyButton>
        </>
      )}
    </AnsweredPart>
  );
}
