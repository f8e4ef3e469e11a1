import type { ProofLine } from '../../../src/contract/index.ts';
import type { Check } from '../../../src/reading/check.ts';
import type { Report } from '../../../src/report/report.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { StatusIcon } from '../../ui/status-icon.tsx';
import { capital, number, together } from '../../words/format.ts';
import { evidenceRows } from '../checks/evidence-rows.ts';
import { stateText } from '../checks/state-text.ts';
import { checkTarget } from '../report/check-words.ts';
import { causeOf, useSpoken } from '../report/spoken.tsx';
import { isShut, useProofWords, type Said } from './line-words.ts';

const SHOWN = 8;

interface ProofDetailProps {
  readonly report: Report;
  readonly line: ProofLine;
  readonly onTest: ((again: readonly string[]) => void) | null;
  readonly onSyntax: (rules: readonly string[]) => void;
}

/** What was asked and when, what to enter, in which syntax, and where the rule stands. */
export function ProofDetail({ report, line, onTest, onSyntax }: ProofDetailProps) {
  const said = useProofWords();
  const { words, proof } = said;
  const decided = new Set(line.checks);
  const asked = report.checks.filter(({ id }) => decided.has(id));
  return (
    <div className="proof-detail">
      <div className="proof-seen">
        <p>
          <b>{askedText(said, line)}</b> {whyText(said, line, report.checks)}
        </p>
        <ul>
          {asked.slice(0, SHOWN).map((check) => (
            <AskedLine key={check.id} check={check} />
          ))}
        </ul>
        {asked.length > SHOWN ? <p className="quiet">{proof.moreAsked(asked.length - SHOWN)}</p> : null}
        <WhereItStops report={report} line={line} />
        <PeerAnswer report={report} line={line} />
        {line.doubt === null ? null : <p className="quiet">{proof.doubt(line.doubt)}</p>}
        <p className="quiet">{proof.source(line.source)}</p>
      </div>
      <div className="proof-enter">
        <div className="proof-blocks">
          <pre className="code" tabIndex={0} aria-label={proof.columns.to}>
            {line.destinations.join('\n')}
          </pre>
          <CopyButton text={line.destinations.join('\n')} doneWord={words.app.copied} size="dense">
            {words.app.copy}
          </CopyButton>
        </div>
        <p className="quiet">
          {proof.oneALine}{' '}
          <Button kind="link" onPress={() => onSyntax(line.rules)}>
            {proof.syntaxes}
          </Button>
        </p>
        {onTest === null || line.again.length === 0 ? null : (
          <p>
            <Button kind="link" onPress={() => onTest(line.again)}>
              {proof.testOne}
            </Button>
          </p>
        )}
      </div>
    </div>
  );
}

/** Of a cause that this line shows, where hops were asked: the sentence of the one voice. */
function WhereItStops({ report, line }: { report: Report; line: ProofLine }) {
  const { proof } = useProofWords();
  const spoken = useSpoken();
  const own = new Set(line.checks);
  const finding = report.findings.find(
    ({ where, checks }) => where !== undefined && checks.some((id) => own.has(id)),
  );
  const cause = isShut(line) && finding !== undefined ? causeOf(spoken, finding.id) : undefined;
  if (cause === undefined) return null;
  return (
    <p>
      <b>{proof.stops}</b> {cause.where}
    </p>
  );
}

/** What a server of the person's own answered on the same port: a proof of the way to it, never of Amazon's gateways. */
function PeerAnswer({ report, line }: { report: Report; line: ProofLine }) {
  const { words, proof } = useProofWords();
  if (line.transport !== 'udp') return null;
  const seen = (report.peers ?? []).flatMap(({ name, udp }) =>
    udp.filter(({ port }) => port === line.port).map(({ sent, received }) => ({ name, sent, received })),
  );
  if (seen.length === 0) return null;
  return (
    <p>
      {together(words, ...seen.map(({ name, sent, received }) => proof.peer(name, received, sent)))}{' '}
      <span className="quiet">{proof.peerLimit}</span>
    </p>
  );
}

function askedText({ words, proof }: Said, { counts: { tested }, addresses, state }: ProofLine): string {
  if (tested === 0) return state === 'untestable' ? '' : proof.nothingAsked;
  return addresses === null ? proof.askedNames(tested) : proof.askedOf(tested, number(words, addresses));
}

/** Why it has no proof; nothing where it was asked. */
function whyText({ words, proof }: Said, line: ProofLine, checks: readonly Check[]): string {
  if (line.untestable !== null) return proof.whyUntestable[line.untestable];
  if (line.counts.tested > 0) return '';
  const own = new Set(line.again);
  const reason = checks.find(({ id, notTestedBecause }) => own.has(id) && notTestedBecause !== null);
  const because = reason?.notTestedBecause?.reason;
  return because === undefined ? '' : words.checks.because(words.vocabulary.reason[because]);
}

/** One server or name: when it was tried, and what came back. */
function AskedLine({ check }: { check: Check }) {
  const { words } = useProofWords();
  const from = check.startMs ?? 0;
  const tries = evidenceRows(words, check).map(({ atMs, sent }) => {
    const after = atMs === null ? '' : `${words.unit.seconds(((atMs - from) / 1000).toFixed(1))} `;
    return after + sent;
  });
  return (
    <li>
      <span className="mono">{checkTarget(check)}</span>
      <span className="quiet">{tries.join(' · ')}</span>
      <span className="proof-answer">
        <StatusIcon tone={check.status} />
        <span className="hidden">{capital(words.vocabulary.status[check.status])}: </span>
        {stateText(words, check)}
      </span>
    </li>
  );
}
