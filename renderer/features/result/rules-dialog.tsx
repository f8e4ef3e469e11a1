import { useState } from 'react';
import type { ArgumentOf } from '../../../src/contract/index.ts';
import { PROTOCOLS, type Protocol } from '../../../src/core/words.ts';
import type { Report } from '../../../src/report/report.ts';
import type { CauseLine } from '../../../src/words/spoken.ts';
import { useCommand } from '../../bridge/use-command.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { DialogBox } from '../../ui/dialog-box.tsx';
import { list } from '../../words/format.ts';
import { useWords } from '../../words/words-context.tsx';

interface RulesDialogProps {
  readonly report: Report;
  readonly cause: CauseLine;
  readonly onClose: () => void;
}

/** The firewall rules for the Region and protocols of a cause, in the syntax of one's own firewall. */
export default function RulesDialog({ report, cause, onClose }: RulesDialogProps) {
  const words = useWords();
  const [chosen, setChosen] = useState<string | null>(null);
  const { answer: syntaxes } = useCommand('rules.syntaxes', {});
  const known = syntaxes.state === 'done' ? syntaxes.value.syntaxes : [];
  const syntax = chosen ?? known[0]?.id ?? null;
  const region = cause.region ?? report.decidingRegion;
  const protocols = protocolsOf(report, cause);
  const names = list(
    words,
    protocols.map((protocol) => words.vocabulary.laneName[protocol]),
  );
  return (
    <DialogBox open title={words.rules.title} closeWord={words.app.close} onClose={onClose}>
      <p className="quiet">{words.rules.lead(region ?? '', names)}</p>
      <label className="rules-choice">
        <span className="label">{words.rules.syntax}</span>
        <select className="field" value={syntax ?? ''} onChange={(event) => setChosen(event.target.value)}>
          {known.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {syntax === null || region === null ? null : (
        <RulesText argument={{ regions: [region], protocols, syntax }} />
      )}
    </DialogBox>
  );
}

/** Every protocol that a finding of this cause is about. */
function protocolsOf({ findings }: Report, cause: CauseLine): Protocol[] {
  const own = findings.filter(({ id }) => cause.findings.includes(id));
  return PROTOCOLS.filter((protocol) => own.some(({ protocols }) => protocols.includes(protocol)));
}

function RulesText({ argument }: { argument: ArgumentOf<'rules.make'> }) {
  const words = useWords();
  const { answer } = useCommand('rules.make', argument);
  if (answer.state === 'waiting') return <p className="quiet">{words.rules.loading}</p>;
  if (answer.state === 'failed') return <p role="alert">{words.error[answer.error]}</p>;
  return (
    <>
      <pre className="code rules-text" tabIndex={0} aria-label={words.rules.title}>
        {answer.value.text}
      </pre>
      <CopyButton text={answer.value.text} doneWord={words.app.copied}>
        {words.rules.copy}
      </CopyButton>
    </>
  );
}
