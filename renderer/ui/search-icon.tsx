export function SearchIcon() {
  return (
    <svg className="search-icon" width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
      <circle cx="6" cy="6" r="4.3" fill="none" stroke="currentColor" strokeWidth="1.4" />
      <path d="m9.2 9.2 3.4 3.4" stroke="currentColor" strokeWidth="1.4" />
    </svg>
  );
}
