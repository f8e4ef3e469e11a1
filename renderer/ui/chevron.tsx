/** Points right; rotated by the style of what it opens. */
export function Chevron({ down = false }: { down?: boolean }) {
  return (
    <svg className="chevron icon" width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
      <path d={down ? 'm2 4 4 4 4-4' : 'm4 2 4 4-4 4'} fill="none" stroke="currentColor" strokeWidth="1.6" />
    </svg>
  );
}
