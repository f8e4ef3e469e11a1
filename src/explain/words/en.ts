/** English. */
import type { ExplainWords } from './explain-words.ts';

const figures = new Intl.NumberFormat('en');
const list = new Intl.ListFormat('en', { type: 'conjunction' });

export const en: ExplainWords = {
  where: {
    'this-machine': 'this computer',
    'local-network': 'your local network',
    path: 'the way to WorkSpaces',
    service: 'the service',
    workspace: 'the WorkSpace itself',
    account: 'the account',
    administrator: "the administrator's settings",
    'administrator-network': "the administrator's network, not this one",
  },
  who: {
    'this-machine': 'you or the helpdesk',
    'local-network': 'your network team',
    path: 'your network team',
    service: 'Amazon',
    workspace: 'your WorkSpaces administrator',
    account: 'whoever manages your account',
    administrator: 'your WorkSpaces administrator',
    'administrator-network': 'your WorkSpaces administrator',
  },
  decider: {
    local: 'this computer',
    client: 'the client',
    dns: 'DNS',
    https: 'HTTPS on 443',
    'tcp-4172': 'TCP 4172',
    'udp-4172': 'UDP 4172',
    'tcp-4195': 'TCP 4195',
    'udp-4195': 'UDP 4195',
    latency: 'round trip and loss',
    mtu: 'packet size',
    directory: 'preflight directory',
  },
  source: {
    'guide-2016': 'Amazon WorkSpaces administration guide (2016), troubleshooting',
    'guide-2025': 'Amazon WorkSpaces administration guide (2025)',
    'user-guide': 'Amazon WorkSpaces user guide, client troubleshooting',
    whitepaper: 'Best practices for deploying Amazon WorkSpaces (whitepaper)',
    faq: 'Amazon WorkSpaces FAQ',
    'knowledge-centre': 'AWS knowledge centre',
    'zero-client-base': "Knowledge base of the zero client's maker",
    'public-thread': 'Public problem reports',
    programs: 'Error codes of Chromium, Firefox, Node.js, curl, .NET, Windows, Java, Go and OpenSSL',
    'directory-command': 'preflight directory',
  },
  sure: {
    printed: (found, isDocumented) => `its own text is printed there: “${found}”; ${order(isDocumented)}`,
    wording: (found, isDocumented) =>
      `all words of a known wording are there: “${found}”; ${order(isDocumented)}`,
    words: (found, isDocumented) =>
      `most words of a known wording are there: “${found}”; ${order(isDocumented)}`,
  },
  clears: 'This clears the network: the cause is not on the way from here to WorkSpaces.',
  bracket: (text) => ` (${text})`,
  fixedBy: (who, where) => ` Fixed by ${who} (${where}).`,
  label: {
    likely: 'Likely',
    who: 'Fixed by',
    sure: 'Sure',
    also: 'Can also be',
    act: 'Do',
    decided: 'Decided',
    source: 'Source',
  },
  clearingLead: 'These clear the network: saw one of them, then the line works.',
  decidedByNone: 'by no check from here',
  decidedBy: (checks) => `by the checks of ${list.format(checks)}`,
  question:
    'Many programs say this, so it is no sign of a cause. Which one shows it? Give the whole message, with its code and what stands around it.',
  unknown:
    'Not known. No message of the WorkSpaces client, and no error code that is known, fits well enough. Try its own words or its code; "preflight check --region CODE" tells what this network does.',
  unknownLog:
    'Not known. No line of this log holds a text that is known. The other lines are not interpreted. "preflight check --region CODE" tells what this network does.',
  nearestLead: 'Nearest, and not near enough:',
  couldBe: 'Of the WorkSpaces client it could be:',
  logLead: ({ lines, known, cut }) =>
    `${figures.format(known)} of ${figures.format(lines)} lines are known. The rest is not interpreted${cut ? '; only the last lines of this long log were read' : ''}.`,
  logLine: ({ line, time, count }, message) =>
    `${time === null ? '' : `${time}, `}line ${line}${count > 1 ? `, ${figures.format(count)} times` : ''}: ${message}`,
};

function order(isDocumented: boolean): string {
  return isDocumented ? 'the documents name this cause first' : 'the order of the causes is our own';
}
