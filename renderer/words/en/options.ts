/** What can be asked beyond the Region and the connection type. */
import { count } from '../plural.ts';

export const optionsWords = {
  options: {
    title: 'More options',
    profile: 'Kind of client',
    profiles: { client: 'App', 'web-access': 'Browser', 'zero-client': 'Zero client' },
    profileHelp: {
      client: 'The WorkSpaces app on this computer.',
      'web-access': 'A browser streams over 443 or 4195. PCoIP in a browser is not offered in every Region.',
      'zero-client':
        'A box without an operating system. This computer asks in its place; it knows PCoIP alone.',
    },
    profileAlone: (protocol: string) => `This kind of client has ${protocol} alone here.`,
    directoryId: 'Directory ID',
    directoryIdHelp: 'From your administrator. Adds your sign-in page.',
    signIn: 'Sign-in',
    signInAny: 'Nobody told me',
    signIns: {
      password: 'Password',
      saml: 'Single sign-on (SAML)',
      certificate: 'Certificate',
      'smart-card': 'Smart card',
    },
    signInHelp: 'What your directory asks for. Its names then count as needed.',
    also: 'Hosts of your own',
    alsoHelp: 'One a line, HOST or HOST:PORT. Your sign-in provider, for example.',
    samples: 'Round-trip samples',
    samplesHelp: (usual: number) => `For each health-check server. Usual: ${usual}.`,
    tables: 'Newer tables',
    chooseTables: 'Choose files…',
    tablesHelp: 'Overlay or calibration, for a Region that is missing here. They hold until Preflight ends.',
    printers: 'Look for printers on the local network',
    gentle: 'Few connections at a time, for a line that holds few (satellite, mobile): slower',
    reset: 'Reset to the usual',
    hosts: (n: number) => count(n, 'host of yours', 'hosts of yours'),
    directory: 'directory',
    printersShort: 'printers',
    gentleShort: 'few connections at a time',
    samplesShort: (n: string) => `${n} samples`,
    tablesShort: 'newer tables',
  },
};
