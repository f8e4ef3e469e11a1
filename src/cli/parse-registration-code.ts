/** `--registration-code CODE`. No message repeats it. */
import { readRegistrationCode, type RegistrationCode } from '../regions/registration-code.ts';
import { UsageError } from './usage-error.ts';

export function parseRegistrationCode(text: string): RegistrationCode {
  const code = readRegistrationCode(text);
  if (code !== null) return code;
  throw new UsageError(
    '--registration-code has an unknown form; accepted: WS or SL, three letters, +, six letters or digits (such as WSpdx+ABC12D), or a fully qualified name',
  );
}
