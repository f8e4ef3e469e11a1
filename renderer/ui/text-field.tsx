import { useId } from 'react';

interface TextFieldProps {
  readonly label: string;
  readonly help?: string;
  /** Why the engine refused what stands here. */
  readonly problem?: string | null;
  readonly placeholder?: string;
  readonly value: string;
  /** Several lines. */
  readonly lines?: boolean;
  /** Signs that fit. */
  readonly most?: number;
  readonly onValue: (value: string) => void;
}

/** A label, a field, and below it a help or what is wrong. */
export function TextField({ label, help, problem = null, lines, most = 1000, ...field }: TextFieldProps) {
  const id = useId();
  const Field = lines ? 'textarea' : 'input';
  const below = help !== undefined || problem !== null;
  return (
    <div className="option-field">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <Field
        id={id}
        className="field"
        {...(lines ? { rows: 2 } : {})}
        value={field.value}
        maxLength={most}
        placeholder={field.placeholder}
        spellCheck={false}
        autoComplete="off"
        aria-invalid={problem !== null}
        aria-describedby={below ? `${id}-help` : undefined}
        onChange={({ target }) => field.onValue(target.value)}
      />
      {below ? (
        <span className="quiet" id={`${id}-help`}>
          {problem === null ? help : <Problem text={problem} />}
        </span>
      ) : null}
    </div>
  );
}

export function Problem({ text }: { text: string | null }) {
  return text === null ? null : <span className="tone-fail">{text}</span>;
}
