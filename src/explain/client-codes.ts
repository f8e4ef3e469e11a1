/**
 * Error codes that stand in dialogs and logs of the client and of its browser parts in every language, with their probable causes.
 * Sources: Chromium, net/base/net_error_list.h; Node.js and libuv, error codes; OpenSSL, X509_V_ERR names; RFC 9110, 15.5.8.
 */
import type { ClientMessage } from './client-message.ts';

const CHROMIUM = 'Chromium, net/base/net_error_list.h; Node.js, error codes';

export const CLIENT_CODES: readonly ClientMessage[] = [
  {
    id: 'code-name-not-resolved',
    message: 'A name was not resolved (ERR_NAME_NOT_RESOLVED, ENOTFOUND, NXDOMAIN)',
    wordings: [
      'ERR_NAME_NOT_RESOLVED',
      'DNS_PROBE_FINISHED_NXDOMAIN',
      'DNS_PROBE_FINISHED_NO_INTERNET',
      'getaddrinfo ENOTFOUND',
      'ENOTFOUND',
      'EAI_AGAIN',
      'NXDOMAIN',
    ],
    causes: [
      { code: 'dns/no-answer', text: 'The DNS servers of this network do not answer.' },
      { code: 'dns/name-not-found', text: 'A name that is needed does not exist for these servers.' },
      { code: 'proxy/required', text: 'Only the proxy of this network resolves outside names.' },
      { code: 'local/offline', text: 'This computer has no network.' },
    ],
    advice: 'Run a check: it asks the system and each DNS server for every name.',
    decidedBy: ['dns'],
    source: CHROMIUM,
  },
  {
    id: 'code-connection',
    message: 'A connection was refused, reset or not answered (ERR_CONNECTION_…, ECONNREFUSED, ETIMEDOUT)',
    wordings: [
      'ERR_CONNECTION_REFUSED',
      'ERR_CONNECTION_RESET',
      'ERR_CONNECTION_TIMED_OUT',
      'ERR_CONNECTION_CLOSED',
      'ERR_CONNECTION_ABORTED',
      'ERR_CONNECTION_FAILED',
      'ERR_TIMED_OUT',
      'ERR_EMPTY_RESPONSE',
      'ERR_SSL_PROTOCOL_ERROR',
      'ERR_QUIC_PROTOCOL_ERROR',
      'ERR_ADDRESS_UNREACHABLE',
      'ERR_INTERNET_DISCONNECTED',
      'ERR_NETWORK_ACCESS_DENIED',
      'ECONNREFUSED',
      'ECONNRESET',
      'ECONNABORTED',
      'ETIMEDOUT',
      'EPROTO',
      'socket hang up',
      'EHOSTUNREACH',
      'ENETUNREACH',
    ],
    causes: [
      { code: 'https/blocked', text: 'A firewall drops port 443.' },
      { code: 'https/refused', text: 'A firewall refuses port 443.' },
      { code: 'https/handshake-cut', text: 'A web filter cuts the connection when it reads the name.' },
      { code: 'local/offline', text: 'This computer has no network.' },
    ],
    advice: 'Run a check: it tells a refusal, a cut and silence apart, host by host.',
    decidedBy: ['https', '4172 TCP and UDP', '4195 TCP and UDP'],
    source: CHROMIUM,
  },
  {
    id: 'code-proxy',
    message: 'The proxy stands in the way (407, ERR_PROXY_CONNECTION_FAILED, ERR_TUNNEL_CONNECTION_FAILED)',
    wordings: [
      '407 proxy authentication required',
      '407',
      'proxy authentication required',
      'ERR_PROXY_AUTH_REQUESTED',
      'ERR_PROXY_CONNECTION_FAILED',
      'ERR_TUNNEL_CONNECTION_FAILED',
      'ERR_MANDATORY_PROXY_CONFIGURATION_FAILED',
    ],
    causes: [
      {
        code: 'proxy/authentication',
        text: 'The proxy asks for a password, which the client cannot give.',
      },
      { code: 'proxy/unreachable', text: 'The proxy that is set does not answer, or its name is unknown.' },
      { code: 'proxy/denied', text: 'The proxy refuses a name that is needed.' },
    ],
    advice: 'Run a check: it tries every name direct and through the proxy of this computer.',
    decidedBy: ['https'],
    source: `${CHROMIUM}; RFC 9110, 15.5.8`,
  },
  {
    id: 'code-certificate-date',
    message: 'A certificate is out of date (ERR_CERT_DATE_INVALID, CERT_HAS_EXPIRED)',
    wordings: ['ERR_CERT_DATE_INVALID', 'CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID', 'SEC_E_CERT_EXPIRED'],
    causes: [
      { code: 'https/clock-skew', text: 'The clock of this computer is wrong.' },
      { code: 'https/certificate-invalid', text: 'The certificate that came has really expired.' },
    ],
    advice: 'Compare the clock with another one, then run a check: it asks several servers for the time.',
    decidedBy: ['https'],
    source: `${CHROMIUM}; OpenSSL, X509_V_ERR names`,
  },
  {
    id: 'code-certificate-name',
    message: 'A certificate bears another name (ERR_CERT_COMMON_NAME_INVALID, ERR_TLS_CERT_ALTNAME_INVALID)',
    wordings: [
      'ERR_CERT_COMMON_NAME_INVALID',
      'ERR_TLS_CERT_ALTNAME_INVALID',
      'Hostname/IP does not match certificate altnames',
      'SEC_E_WRONG_PRINCIPAL',
    ],
    causes: [
      { code: 'network/captive-portal', text: 'The network wants you to sign in first.' },
      { code: 'https/certificate-invalid', text: 'Somebody else answers in the place of the service.' },
      { code: 'dns/redirected', text: 'The DNS servers of this network send the name to another server.' },
    ],
    advice: 'Run a check: it reads the certificate of every name, and asks each DNS server for its address.',
    decidedBy: ['dns', 'https'],
    source: `${CHROMIUM}; OpenSSL, X509_V_ERR names`,
  },
  {
    id: 'code-certificate-authority',
    message:
      'The authority of a certificate is not trusted (ERR_CERT_AUTHORITY_INVALID, SELF_SIGNED_CERT_IN_CHAIN)',
    wordings: [
      'ERR_CERT_AUTHORITY_INVALID',
      'SELF_SIGNED_CERT_IN_CHAIN',
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      'SEC_E_UNTRUSTED_ROOT',
    ],
    causes: [
      {
        code: 'https/tls-intercepted',
        text: 'A proxy or security agent decrypts the connection with its own root.',
      },
      { code: 'client/roots-missing', text: 'This computer lacks the Amazon root certificates.' },
      { code: 'network/captive-portal', text: 'The network wants you to sign in first.' },
    ],
    advice:
      'Run a check: it names the issuer as it stands, and lets the system verify one connection itself.',
    decidedBy: ['https', 'client'],
    source: `${CHROMIUM}; OpenSSL, X509_V_ERR names`,
  },
];
