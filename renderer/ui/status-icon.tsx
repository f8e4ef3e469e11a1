/** The five silhouettes of a status and the spinner of what runs; shape first, colour second. Decoration: the word stands beside it. */
export type Tone = 'pass' | 'warn' | 'fail' | 'unproven' | 'not-tested' | 'running';

interface StatusIconProps {
  readonly tone: Tone;
  readonly size?: number;
}

const OCTAGON = 'M5.3 1h5.4L15 5.3v5.4L10.7 15H5.3L1 10.7V5.3z';
const TRIANGLE = 'M8 1.4 15.2 14.4H.8z';

const SHAPES: Record<Tone, React.ReactNode> = {
  pass: (
    <>
      <circle cx="8" cy="8" r="6.6" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="m5.2 8.3 2 2 3.7-4.2" fill="none" stroke="currentColor" strokeWidth="1.6" />
    </>
  ),
  warn: (
    <>
      <path d={TRIANGLE} fill="currentColor" stroke="currentColor" strokeLinejoin="round" />
      <path d="M8 6v4.2" stroke="var(--surface)" strokeWidth="1.6" />
      <circle cx="8" cy="12.2" r=".95" fill="var(--surface)" />
    </>
  ),
  fail: (
    <>
      <path d={OCTAGON} fill="currentColor" />
      <path d="m5.6 5.6 4.8 4.8m0-4.8-4.8 4.8" stroke="var(--surface)" strokeWidth="1.7" />
    </>
  ),
  unproven: (
    <>
      <path d="M8 1.2 14.8 8 8 14.8 1.2 8z" fill="none" stroke="currentColor" strokeWidth="1.4" />
      <path
        d="M6.5 6.9c0-1 .7-1.5 1.5-1.5s1.5.5 1.5 1.3c0 1-1.5 1.1-1.5 2.1"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.3"
      />
      <circle cx="8" cy="10.7" r=".8" fill="currentColor" />
    </>
  ),
  'not-tested': (
    <>
      <circle
        cx="8"
        cy="8"
        r="6.6"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
        strokeDasharray="1.4 2.05"
      />
      <path d="M5.4 8h5.2" stroke="currentColor" strokeWidth="1.5" />
    </>
  ),
  running: (
    <g className="spin">
      <circle cx="8" cy="8" r="6.4" fill="none" stroke="var(--line)" strokeWidth="1.8" />
      <path d="M8 1.6A6.4 6.4 0 0 1 14.4 8" fill="none" stroke="currentColor" strokeWidth="1.8" />
    </g>
  ),
};

export function StatusIcon({ tone, size = 16 }: StatusIconProps) {
  return (
    <svg className={`icon icon-${tone}`} width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      {SHAPES[tone]}
    </svg>
  );
}
