/** The brand: a line from a filled end to an open one. */
export function Mark() {
  return (
    <svg width="22" height="10" viewBox="0 0 22 10" aria-hidden="true">
      <path d="M5 5h7" stroke="currentColor" strokeWidth="2.6" />
      <circle cx="4" cy="5" r="3.4" fill="currentColor" />
      <circle cx="17.4" cy="5" r="3" fill="none" stroke="currentColor" strokeWidth="2.4" />
    </svg>
  );
}
