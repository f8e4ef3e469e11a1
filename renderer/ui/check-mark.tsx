/** The box of a checkbox; filled by its style when it is selected. */
export function CheckMark() {
  return (
    <span className="checkbox-box" aria-hidden="true">
      <svg width="10" height="10" viewBox="0 0 10 10">
        <path d="m1.8 5.2 2.2 2.2 4.2-4.8" fill="none" stroke="currentColor" strokeWidth="1.8" />
      </svg>
    </span>
  );
}
