import { StatusIcon, type Tone } from '../../ui/status-icon.tsx';
import { Text } from './text.tsx';

/** One part of the vertical journey: a band with its title, tinted where the fault is. */
export function TallSection(props: { from: number; to: number; title: string; tone: Tone | null }) {
  const { from, to, title, tone } = props;
  return (
    <>
      {tone === null ? null : (
        <rect x="0" y={from} width="446" height={to - from} className={`fault-${tone}`} />
      )}
      {from === 0 ? null : <path d={`M0 ${from}H446`} className="divider" />}
      {tone === null ? null : (
        <g transform={`translate(82 ${from + 13})`}>
          <StatusIcon tone={tone} />
        </g>
      )}
      <Text x={tone === null ? 83 : 105} y={from + 25} kind="column" {...(tone === null ? {} : { tone })}>
        {title}
      </Text>
    </>
  );
}

export function TallPlace({ y, text }: { y: number; text: { name: string; what: string } }) {
  return (
    <>
      <Text x={83} y={y} kind="place">
        {text.name}
      </Text>
      <Text x={83} y={y + 18} kind="what">
        {text.what}
      </Text>
    </>
  );
}
