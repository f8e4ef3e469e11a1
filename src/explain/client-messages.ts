/**
 * The messages of the WorkSpaces client that people bring, with their probable causes in the order of likelihood and the checks that decide.
 * The wordings are kept short and in several variants: clients differ by version and people quote from memory.
 * Sources: technical-facts A.6 (AWS troubleshooting pages, admin and user guide), guide2016 lines 4242-4260, guide2025 line 8811.
 */
import { CLIENT_CODES } from './client-codes.ts';
import type { ClientMessage } from './client-message.ts';

const USER_GUIDE = 'Amazon WorkSpaces user guide, client troubleshooting';
const ADMIN_GUIDE = 'Amazon WorkSpaces administration guide, troubleshooting';

export const CLIENT_MESSAGES: readonly ClientMessage[] = [
  {
    id: 'register-dns',
    message: 'Unable to register because of a DNS server issue',
    wordings: [
      'unable to register DNS server issue',
      'cannot register your WorkSpace because of a problem with the DNS server',
      'registration failed DNS',
    ],
    causes: [
      {
        code: 'registration/name-invalid',
        text: 'The registration code is a name, and its TXT record is missing, doubled or of the wrong form.',
      },
      {
        code: 'dns/name-not-found',
        text: 'The name lives in a private zone that this network does not see (VPN off?).',
      },
      { code: 'dns/no-answer', text: 'The DNS servers of this network do not answer.' },
    ],
    advice: 'Check with `--registration-code NAME --region CODE`, once with the VPN on and once with it off.',
    decidedBy: ['dns'],
    source: ADMIN_GUIDE,
  },
  {
    id: 'registration-service',
    message: 'The device cannot connect to the registration service',
    wordings: [
      'device can not connect to the WorkSpaces registration service check your network settings',
      'your device is not able to connect to the WorkSpaces Registration service',
      'registration service failure',
      'unable to reach registration service',
    ],
    causes: [
      { code: 'https/blocked', text: 'Port 443 to the registration names is blocked.' },
      { code: 'dns/name-not-found', text: 'A name that registration needs does not resolve here.' },
      { code: 'proxy/authentication', text: 'A proxy stands in the way and asks for a password.' },
      {
        code: null,
        text: 'The registration code is wrong or its directory was deleted; that cannot be seen from here.',
      },
    ],
    advice:
      'Compare the registration code letter by letter with the invitation, then run a check: DNS and 443 decide.',
    decidedBy: ['dns', 'https'],
    source: ADMIN_GUIDE,
  },
  {
    id: 'no-network',
    message: 'No network. Network connection lost',
    wordings: [
      'no network network connection lost check your network connection or contact your administrator for help',
      'no network',
      'network connection lost',
      'connection to the network was lost',
      'not connected to a network',
    ],
    causes: [
      { code: 'dcv/tcp-blocked', text: 'DCV: port 4195 (TCP or UDP) does not get through.' },
      { code: 'local/offline', text: 'This computer has no network.' },
      { code: 'https/blocked', text: 'Port 443 does not get out.' },
      {
        code: 'proxy/required',
        text: 'The client is set to its own proxy: versions 3.0.0 to 3.0.11 on Windows and 3.0.0 to 3.1.4 on Linux show this then.',
      },
    ],
    advice: 'Run a check for DCV. If 4195 is open, look at the proxy setting of the client.',
    decidedBy: ['local', 'https', '4195 TCP and UDP'],
    source: USER_GUIDE,
  },
  {
    id: 'could-not-launch',
    message: 'An unknown error occurred, or the WorkSpace could not be launched',
    wordings: [
      'unable to connect unknown error while launching your WorkSpace',
      'could not launch WorkSpace',
      'we could not connect you to your WorkSpace',
      'we could not connect you to your WorkSpace an unknown error occurred',
      'grey loading screen then returns to login page',
      'stuck at loading after login',
      'loading then login page',
      'an error occurred while launching your workspace',
    ],
    causes: [
      { code: 'pcoip/tcp-blocked', text: 'PCoIP: sign-in on 443 works and port 4172 does not get through.' },
      { code: 'dcv/tcp-blocked', text: 'DCV: sign-in on 443 works and port 4195 does not get through.' },
      {
        code: 'gateway/rejected',
        text: 'The firewall allows the health-check servers and not the gateway ranges.',
      },
      { code: 'mtu/black-hole', text: 'Large packets vanish, so the session hangs after sign-in.' },
      { code: null, text: 'The WorkSpace itself is stopped or starting; that cannot be seen from here.' },
    ],
    advice: 'Run a check for the protocol of this WorkSpace: the streaming ports decide.',
    decidedBy: ['4172 TCP and UDP', '4195 TCP and UDP', 'mtu'],
    source: ADMIN_GUIDE,
  },
  {
    id: 'not-authorized',
    message: 'This device is not authorized to access the WorkSpace',
    wordings: [
      'this device is not authorized to access the WorkSpace please contact your administrator',
      'device not authorized contact your administrator for assistance',
      'not authorised to access workspace',
    ],
    causes: [
      {
        code: null,
        text: 'The public address of this network is not in the IP access control group of the directory; that cannot be seen from here.',
      },
      { code: null, text: 'The directory asks for a device certificate that this computer lacks.' },
      { code: 'vpn/all-traffic', text: 'A VPN changes the public address that the service sees.' },
    ],
    advice:
      'Nothing is blocked here: ask the administrator to compare your public address with the IP access control group, with the VPN on and off.',
    decidedBy: ['local'],
    source: ADMIN_GUIDE,
  },
  {
    id: 'unhealthy',
    message: 'WorkSpace status: unhealthy',
    wordings: [
      'WorkSpace status unhealthy we could not connect you to your WorkSpace please try again in a few minutes',
      'workspace unhealthy',
    ],
    causes: [
      {
        code: null,
        text: 'The WorkSpace itself does not answer the service. That is not this network, and cannot be seen from here.',
      },
    ],
    advice:
      'Wait some minutes, then ask the administrator to restart the WorkSpace. A network check will not help.',
    decidedBy: [],
    source: USER_GUIDE,
  },
  {
    id: 'invalid-certificate',
    message: 'Invalid certificate',
    wordings: [
      'invalid certificate error',
      'certificate is not valid',
      'the certificate of the service could not be verified',
      'unable to verify certificate',
    ],
    causes: [
      {
        code: 'https/tls-intercepted',
        text: 'A proxy or security agent decrypts the connection and removes the public root.',
      },
      { code: 'client/roots-missing', text: 'This computer lacks the Amazon root certificates.' },
      { code: 'https/clock-skew', text: 'The clock of this computer is wrong.' },
      { code: 'https/certificate-invalid', text: 'Somebody else answers in the place of the service.' },
    ],
    advice: 'Run a check: it names the issuer as it stands, and compares the clock.',
    decidedBy: ['https'],
    source: USER_GUIDE,
  },
  {
    id: 'timestamp',
    message: 'The supplied certificate is invalid due to timestamp',
    wordings: [
      'supplied certificate is invalid due to timestamp',
      'certificate timestamp invalid zero client',
    ],
    causes: [
      { code: 'https/clock-skew', text: 'The clock of the zero client is wrong, because NTP is not set.' },
      { code: null, text: 'The zero client cannot reach its NTP server on UDP 123.' },
    ],
    advice: 'Switch NTP on in the administrative interface of the zero client, and allow UDP 123.',
    decidedBy: ['https'],
    source: 'Amazon WorkSpaces administration guide (2025), PCoIP zero clients',
  },
  {
    id: 'slow-network',
    message: 'Your network connection is slow',
    wordings: [
      'network connection is slow',
      'slow network warning',
      'slow network connection',
      'connection is slow',
      'slow',
    ],
    causes: [
      { code: 'latency/affected', text: 'The round trip to the Region is above 100 ms.' },
      { code: 'latency/loss', text: 'Packets are lost, often on Wi-Fi.' },
      { code: 'latency/jitter', text: 'The delay varies: a full line, or Wi-Fi.' },
      { code: 'vpn/all-traffic', text: 'The VPN makes a detour.' },
    ],
    advice: 'Run a check by cable and by Wi-Fi, with and without the VPN, and compare the two.',
    decidedBy: ['latency', 'local'],
    source: USER_GUIDE,
  },
  {
    id: 'white-page',
    message: 'After sign-in the client shows only a white page',
    wordings: [
      'white page after login',
      'blank white screen after sign in',
      'client only shows a white page',
    ],
    causes: [
      { code: 'client/roots-missing', text: 'Expired intermediate certificates in the Windows store.' },
      {
        code: 'dns/name-not-found',
        text: 'A name of the sign-in page (graphics, styles, scripts) does not resolve or is filtered.',
      },
      {
        code: 'https/handshake-cut',
        text: 'A web filter cuts the connection to a name of the sign-in page.',
      },
    ],
    advice:
      'Remove expired Amazon intermediates from the Windows store, then run a check: the sign-in names decide.',
    decidedBy: ['dns', 'https', 'client'],
    source: USER_GUIDE,
  },
  {
    id: 'black-screen',
    message: 'The session connects and the screen stays black',
    wordings: ['black screen after connecting', 'screen stays black', 'session connects but black screen'],
    causes: [
      { code: 'pcoip/udp-rejected', text: 'PCoIP: UDP 4172 is refused.' },
      {
        code: 'streaming/udp-silent',
        text: 'No UDP gets through, or the answers do not come back (source ports 50002 and 55002).',
      },
      { code: 'mtu/too-small', text: 'The VPN carries packets that are too small.' },
    ],
    advice: 'Run a check for PCoIP: UDP 4172 and the packet size decide.',
    decidedBy: ['4172 UDP', 'mtu'],
    source: 'Amazon WorkSpaces administration guide (2025), client ports',
  },
  {
    id: 'preparing-login',
    message: 'Stuck at preparing your login page',
    wordings: ['stuck on preparing your login page', 'preparing login page hangs'],
    causes: [
      { code: 'https/blocked', text: 'A name of the sign-in page is blocked on 443.' },
      { code: 'proxy/authentication', text: 'The proxy asks the client for a password.' },
      { code: 'dns/name-not-found', text: 'A name of the sign-in page does not resolve here.' },
    ],
    advice: 'Run a check: the sign-in names on 443 decide.',
    decidedBy: ['dns', 'https'],
    source: USER_GUIDE,
  },
  ...CLIENT_CODES,
];
