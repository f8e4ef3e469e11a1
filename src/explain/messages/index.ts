/** The dictionary: every text that `explain` knows. Where two entries fit as well, the earlier one is shown first. */
import type { ClientMessage } from '../message.ts';
import { ADMINISTRATION } from './administration.ts';
import { CERTIFICATE_CODES } from './certificate-codes.ts';
import { CODES } from './codes.ts';
import { CONNECTING } from './connecting.ts';
import { DEVICE } from './device.ts';
import { INSIDE } from './inside.ts';
import { PANEL } from './panel.ts';
import { PERIPHERALS } from './peripherals.ts';
import { REGISTRATION } from './registration.ts';
import { SIGN_IN } from './sign-in.ts';
import { ZERO_CLIENT } from './zero-client.ts';

export const MESSAGES: readonly ClientMessage[] = [
  ...CONNECTING,
  ...REGISTRATION,
  ...SIGN_IN,
  ...DEVICE,
  ...INSIDE,
  ...PERIPHERALS,
  ...PANEL,
  ...ZERO_CLIENT,
  ...ADMINISTRATION,
  ...CODES,
  ...CERTIFICATE_CODES,
];
