/**
 * The registration code of a WorkSpace (report-contract.md): `WS` or `SL`, the airport code of the Region, `+`, six letters or
 * digits; or a fully qualified name (cross-Region redirection). The short form is a secret: it is read for its airport
 * code and forgotten.
 */
import { parseHostName } from './address.ts';

export type RegistrationCode =
  | { readonly kind: 'short'; /** Lower case. */ readonly airport: string }
  | { readonly kind: 'name'; readonly name: string };

const SHORT = /^(?:ws|sl)([a-z]{3})\+[a-z0-9]{6}$/i;

/** Null when the text has neither form. */
export function readRegistrationCode(text: string): RegistrationCode | null {
  const trimmed = text.trim();
  const airport = SHORT.exec(trimmed)?.[1];
  if (airport !== undefined) return { kind: 'short', airport: airport.toLowerCase() };
  const name = trimmed.includes('.') ? parseHostName(trimmed) : null;
  return name === null ? null : { kind: 'name', name };
}
