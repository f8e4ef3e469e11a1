/** Faults of port 443 and of what stands behind it. */
import type { Change, HttpsManner } from '../change.ts';
import { both, faulty, only, type Scenario } from '../scenario.ts';
import { NAMES } from './names.ts';

const layer = 'https';
const broker = (manner: Partial<HttpsManner>): Change => ({
  kind: 'https',
  hosts: [NAMES.broker],
  ...manner,
});
const all = (manner: Partial<HttpsManner>): Change => ({ kind: 'https', hosts: 'all', ...manner });
const on443 = (host: string, action: 'drop' | 'reset'): Change => ({
  kind: 'filter',
  to: { hosts: [host] },
  transport: 'tcp',
  ports: [443],
  action,
});
const NO_STREAMING = ['pcoip/tcp-blocked', 'dcv/tcp-blocked', 'pcoip/tcp-refused', 'dcv/tcp-refused'];

export const HTTPS: readonly Scenario[] = [
  faulty({
    name: 'https-dropped-for-all',
    layer,
    broken: 'TCP 443 is dropped for every name.',
    faults: [{ kind: 'filter', to: 'names', transport: 'tcp', ports: [443], action: 'drop' }],
    expected: { ...both('not-ready'), first: 'https/blocked', never: NO_STREAMING },
    fast: true,
  }),
  faulty({
    name: 'https-dropped-for-one',
    layer,
    broken: 'TCP 443 is dropped for the broker alone.',
    faults: [on443(NAMES.broker, 'drop')],
    expected: { ...both('not-ready'), first: 'https/blocked', never: NO_STREAMING },
  }),
  faulty({
    name: 'https-dropped-for-supporting',
    layer,
    broken: 'TCP 443 is dropped for the CAPTCHA name.',
    faults: [on443(NAMES.captcha, 'drop')],
    expected: { ...both('degraded'), first: 'https/blocked', never: NO_STREAMING },
  }),
  faulty({
    name: 'https-dropped-for-session-broker',
    layer,
    broken: 'TCP 443 is dropped for the session broker, which PCoIP alone needs.',
    faults: [on443(NAMES.sessionBroker, 'drop')],
    expected: { ...only('pcoip', 'not-ready'), first: 'https/blocked', never: NO_STREAMING },
  }),
  faulty({
    name: 'https-refused-for-all',
    layer,
    broken: 'TCP 443 is reset for every name.',
    faults: [{ kind: 'filter', to: 'names', transport: 'tcp', ports: [443], action: 'reset' }],
    expected: { ...both('not-ready'), first: 'https/refused', never: ['https/blocked', ...NO_STREAMING] },
  }),
  faulty({
    name: 'https-refused-for-one',
    layer,
    broken: 'TCP 443 is reset for the broker alone.',
    faults: [on443(NAMES.broker, 'reset')],
    expected: { ...both('not-ready'), first: 'https/refused', never: ['https/blocked', ...NO_STREAMING] },
  }),
  faulty({
    name: 'https-handshake-reset',
    layer,
    broken: 'A filter resets the handshake when it reads the name of the broker.',
    faults: [broker({ behaviour: 'reset' })],
    expected: {
      ...both('not-ready'),
      first: 'https/handshake-cut',
      never: ['https/blocked', 'https/refused'],
    },
    fast: true,
  }),
  faulty({
    name: 'https-handshake-silent',
    layer,
    broken: 'TCP opens and the handshake with the broker stays silent.',
    faults: [broker({ behaviour: 'silent' })],
    expected: {
      ...both('not-ready'),
      first: 'https/handshake-cut',
      never: ['https/blocked', 'mtu/black-hole'],
    },
  }),
  faulty({
    name: 'https-handshake-alert',
    layer,
    broken: 'The handshake with the broker ends with an alert on the name.',
    faults: [broker({ behaviour: 'alert' })],
    expected: { ...both('not-ready'), first: 'https/handshake-cut' },
  }),
  faulty({
    name: 'https-handshake-cut-for-all',
    layer,
    broken: 'Every handshake is reset.',
    faults: [all({ behaviour: 'reset' })],
    expected: { ...both('not-ready'), first: 'https/handshake-cut', never: NO_STREAMING },
  }),
  faulty({
    name: 'https-intercepted-trusted',
    layer,
    broken: 'The company decrypts everything and this machine trusts its root.',
    faults: [
      all({ certificate: 'intercepted' }),
      { kind: 'world', fields: { machineTrusts: ['public', 'inspection'] } },
    ],
    expected: { ...both('degraded'), first: 'https/tls-intercepted', never: ['https/certificate-invalid'] },
    fast: true,
  }),
  faulty({
    name: 'https-intercepted-untrusted',
    layer,
    broken: 'Somebody decrypts everything and this machine does not trust the root.',
    faults: [all({ certificate: 'intercepted' })],
    expected: { ...both('not-ready'), first: 'https/tls-intercepted', never: ['https/certificate-invalid'] },
  }),
  faulty({
    name: 'https-intercepted-one',
    layer,
    broken: 'Only the broker is decrypted, with a root that nobody trusts.',
    faults: [broker({ certificate: 'intercepted' })],
    expected: { ...both('not-ready'), first: 'https/tls-intercepted' },
  }),
  faulty({
    name: 'https-self-signed-one',
    layer,
    broken: 'In the place of the broker an appliance shows a certificate that it signed itself.',
    faults: [broker({ certificate: 'self-signed' })],
    expected: {
      ...both('not-ready'),
      first: 'https/tls-intercepted',
      never: ['https/certificate-invalid', ...NO_STREAMING],
    },
  }),
  faulty({
    name: 'https-certificate-expired',
    layer,
    broken: 'The certificate of the broker is out of date.',
    faults: [broker({ certificate: 'expired' })],
    expected: { ...both('not-ready'), first: 'https/certificate-invalid', never: ['https/clock-skew'] },
    fast: true,
  }),
  faulty({
    name: 'https-certificate-not-yet-valid',
    layer,
    broken: 'The certificate of the broker is not valid yet.',
    faults: [broker({ certificate: 'not-yet-valid' })],
    expected: { ...both('not-ready'), first: 'https/certificate-invalid', never: ['https/clock-skew'] },
  }),
  faulty({
    name: 'https-certificate-wrong-name',
    layer,
    broken: 'The broker shows a good certificate for another name.',
    faults: [broker({ certificate: 'wrong-name' })],
    expected: { ...both('not-ready'), first: 'https/certificate-invalid' },
  }),
  faulty({
    name: 'https-certificate-incomplete',
    layer,
    broken: 'The broker does not send its intermediate certificate.',
    faults: [broker({ certificate: 'incomplete' })],
    expected: { ...both('not-ready'), first: 'https/certificate-invalid', never: ['https/tls-intercepted'] },
  }),
  faulty({
    name: 'https-clock-10-minutes-off',
    layer,
    broken: 'This machine is 10 minutes behind every server.',
    faults: [all({ dateOffsetSeconds: 600 })],
    expected: { ...both('not-ready'), first: 'https/clock-skew' },
  }),
  faulty({
    name: 'https-clock-breaks-certificates',
    layer,
    broken: 'This machine is a month behind, so that every certificate is not valid yet.',
    faults: [all({ dateOffsetSeconds: 30 * 86_400, certificate: 'not-yet-valid' })],
    expected: { ...both('not-ready'), first: 'https/clock-skew', never: ['https/certificate-invalid'] },
    fast: true,
  }),
  faulty({
    name: 'https-broker-503',
    layer,
    broken: 'The broker answers 503 every time.',
    faults: [broker({ status: 503 })],
    expected: { ...both('degraded'), first: 'https/server-error' },
  }),
  faulty({
    name: 'https-supporting-500',
    layer,
    broken: 'A supporting name answers 500 every time.',
    faults: [{ kind: 'https', hosts: [NAMES.captcha], status: 500 }],
    expected: { ...both('ready'), first: null, then: ['https/server-error'] },
  }),
];
