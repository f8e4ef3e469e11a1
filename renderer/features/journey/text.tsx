interface TextProps {
  readonly x: number;
  readonly y: number;
  readonly kind: 'column' | 'place' | 'what' | 'name' | 'figure' | 'bold';
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly tone?: string;
  readonly children: React.ReactNode;
}

/** Text of the picture in one of its few sizes. */
export function Text({ x, y, kind, anchor = 'start', tone, children }: TextProps) {
  return (
    <text x={x} y={y} textAnchor={anchor} className={`t-${kind}${tone === undefined ? '' : ` t-${tone}`}`}>
      {children}
    </text>
  );
}
