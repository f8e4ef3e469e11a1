import { Button as AriaButton } from 'react-aria-components/Button';

interface ButtonProps {
  readonly kind?: 'primary' | 'plain' | 'link';
  readonly size?: 'large' | 'dense';
  readonly wide?: boolean;
  readonly disabled?: boolean;
  readonly label?: string;
  readonly onPress?: () => void;
  readonly children: React.ReactNode;
}

/** A press target: ink when primary, an underlined word when it is a link. */
export function Button({ kind = 'plain', size, wide, disabled, label, onPress, children }: ButtonProps) {
  const classes =
    kind === 'link'
      ? ['link']
      : ['button', kind === 'primary' && 'button-primary', size && `button-${size}`, wide && 'button-wide'];
  return (
    <AriaButton
      className={classes.filter(Boolean).join(' ')}
      isDisabled={disabled ?? false}
      {...(label === undefined ? {} : { 'aria-label': label })}
      {...(onPress === undefined ? {} : { onPress })}
    >
      {children}
    </AriaButton>
  );
}
