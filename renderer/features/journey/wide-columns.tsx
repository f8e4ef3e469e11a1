import { useWords } from '../../words/words-context.tsx';
import { StatusIcon } from '../../ui/status-icon.tsx';
import { COLUMNS, WIDE } from './geometry.ts';
import type { JourneyModel } from './journey-model.ts';
import { columnTitle } from './journey-text.ts';
import { Text } from './text.tsx';

/** The four columns are the side of a finding; the one with the fault is tinted. */
export function WideColumns({ model }: { model: JourneyModel }) {
  const words = useWords();
  return COLUMNS.map((side, index) => {
    const from = WIDE.edges[index] ?? 0;
    const to = WIDE.edges[index + 1] ?? WIDE.width;
    const tone = model.fault?.side === side ? model.fault.tone : null;
    return (
      <g key={side}>
        {tone === null ? null : (
          <rect x={from} y="0" width={to - from} height={WIDE.height} className={`fault-${tone}`} />
        )}
        {index === 0 ? null : <path d={`M${from} 0V${WIDE.height}`} className="divider" />}
        {tone === null ? (
          <Text x={from + 20} y={27} kind="column">
            {columnTitle(words, model, side)}
          </Text>
        ) : (
          <FaultTitle
            x={from}
            tone={tone}
            narrow={side === 'this-machine' || side === 'local-network'}
            text={columnTitle(words, model, side)}
          />
        )}
      </g>
    );
  });
}

function FaultTitle({
  x,
  tone,
  narrow,
  text,
}: {
  x: number;
  tone: 'fail' | 'warn' | 'unproven';
  narrow: boolean;
  text: string;
}) {
  const [place, ...rest] = narrow ? text.split(/[:：] ?/) : [text];
  return (
    <>
      <g transform={`translate(${x + (x === 0 ? 10 : 18)} 15)`}>
        <StatusIcon tone={tone} />
      </g>
      <Text x={x + (x === 0 ? 31 : 42)} y={27} kind="column" tone={tone}>
        {place}
      </Text>
      {rest.length === 0 ? null : (
        <Text x={x + (x === 0 ? 31 : 42)} y={43} kind="column" tone={tone}>
          {rest.join(' ')}
        </Text>
      )}
    </>
  );
}
