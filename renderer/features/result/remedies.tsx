import { Suspense, useState } from 'react';
import { lazily } from '../../bridge/lazily.ts';
import { PROTOCOLS, type Protocol } from '../../../src/core/words.ts';
import type { Report } from '../../../src/report/report.ts';
import type { CauseLine } from '../../../src/words/spoken.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { useWords } from '../../words/words-context.tsx';
import { runHref, type RunRoute } from '../routes.ts';
import { remedyParts, userSteps } from './remedy-parts.ts';

const RulesDialog = lazily(() => import('./rules-dialog.tsx'));

interface RemediesProps {
  readonly route: RunRoute;
  readonly report: Report;
  readonly cause: CauseLine;
}

/** Three columns: an act for the user, the first broken layer for the helpdesk, directions for the network team. */
export function Remedies({ route, report, cause }: RemediesProps) {
  const { result } = useWords();
  const [rules, setRules] = useState(false);
  const region = cause.region ?? report.decidingRegion;
  return (
    <div className="remedies">
      <Remedy title={result.forYou} text={userSteps(cause.you)} />
      <Remedy title={result.forHelpdesk} text={cause.helpdesk} />
      <Remedy title={result.forNetwork} text={cause.network}>
        <NetworkLinks route={route} cause={cause} onRules={region === null ? null : () => setRules(true)} />
        {rules && region !== null ? (
          <Suspense fallback={null}>
            <RulesDialog
              about={{
                regions: [region],
                protocols: protocolsOf(report, cause),
                profile: report.request.profile,
              }}
              onClose={() => setRules(false)}
            />
          </Suspense>
        ) : null}
      </Remedy>
    </div>
  );
}

interface LinksProps {
  readonly route: RunRoute;
  readonly cause: CauseLine;
  /** Null where no Region decides whose rules they are. */
  readonly onRules: (() => void) | null;
}

/** What the network team takes along: the names, the proof, the rules. */
function NetworkLinks({ route, cause, onRules }: LinksProps) {
  const { app, result } = useWords();
  const opensRules = cause.offers === 'rules' ? onRules : null;
  if (cause.names.length < 2 && opensRules === null) return null;
  return (
    <p className="remedy-links">
      {cause.names.length > 1 ? (
        <CopyButton kind="link" text={cause.names.join('\n')} doneWord={app.copied}>
          {result.copyNames(cause.names.length)}
        </CopyButton>
      ) : null}
      {opensRules === null ? null : (
        <>
          <a className="link" href={runHref(route, 'proof')}>
            {result.prove}
          </a>
          <Button kind="link" onPress={opensRules}>
            {result.rules}
          </Button>
        </>
      )}
    </p>
  );
}

/** Every protocol that a finding of this cause is about. */
function protocolsOf({ findings }: Report, cause: CauseLine): Protocol[] {
  const own = findings.filter(({ id }) => cause.findings.includes(id));
  return PROTOCOLS.filter((protocol) => own.some(({ protocols }) => protocols.includes(protocol)));
}

/** Lines break between words: a name broken at its hyphen reads as two. */
function Unbroken({ text }: { text: string }) {
  return text.split(/([ \n])/).map((word, index) =>
    /^[ \n]?$/.test(word) ? (
      word
    ) : (
      <span key={index} className="unbroken">
        {word}
      </span>
    ),
  );
}

function Remedy({ title, text, children }: { title: string; text: string; children?: React.ReactNode }) {
  const parts = remedyParts(text);
  return (
    <div className="remedy">
      <h3 className="label">{title}</h3>
      {parts.map((part, index) =>
        part.kind === 'steps' ? (
          <ol key={index} className="steps">
            {part.items.map((item, position) => (
              <li key={item}>
                <span className="step-number" aria-hidden="true">
                  {position + 1}
                </span>
                <span>{item}</span>
              </li>
            ))}
          </ol>
        ) : part.kind === 'code' ? (
          <pre key={index} className="code">
            <Unbroken text={part.text} />
          </pre>
        ) : (
          <p key={index}>{part.text}</p>
        ),
      )}
      {children}
    </div>
  );
}
