interface FilterChipsProps<Id extends string> {
  readonly label: string;
  readonly options: readonly { readonly id: Id; readonly text: string; readonly count: string }[];
  readonly chosen: Id;
  readonly onChoose: (id: Id) => void;
}

/** One view of several, each with how much it holds. */
export function FilterChips<Id extends string>({ label, options, chosen, onChoose }: FilterChipsProps<Id>) {
  return (
    <div className="filter-chips" role="group" aria-label={label}>
      {options.map(({ id, text, count }) => (
        <button
          key={id}
          type="button"
          className="filter-chip"
          aria-pressed={id === chosen}
          {...(id === chosen ? { 'data-selected': '' } : {})}
          onClick={() => onChoose(id)}
        >
          {text}
          <span className="figure soft">{count}</span>
        </button>
      ))}
    </div>
  );
}
