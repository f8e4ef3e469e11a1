/** What `explain` says around the entries of its dictionary, in the terminal and on the page. */
import { sayIn } from '../../core/say.ts';

const say = sayIn('en');

export const explain = {
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
    printed: (found: string, isDocumented: boolean) =>
      `its own text is printed there: “${found}”; ${order(isDocumented)}`,
    wording: (found: string, isDocumented: boolean) =>
      `all words of a known wording are there: “${found}”; ${order(isDocumented)}`,
    words: (found: string, isDocumented: boolean) =>
      `most words of a known wording are there: “${found}”; ${order(isDocumented)}`,
  },
  label: {
    likely: 'Likely cause',
    who: 'Who can fix it',
    sure: 'How sure',
    also: 'Can also be',
    act: 'Do',
    decided: 'Decided',
    source: 'Source',
  },
  bracket: (text: string) => ` (${text})`,
  fixedBy: (who: string, where: string) => `Who can fix it: ${who} (${where})`,
  clears: 'This clears the network: the cause is not on the way from here to WorkSpaces.',
  clearing: 'These clear the network',
  clearingLead: 'Saw one of them? Then the line works, and the cause is with the account or the WorkSpace.',
  undecided: 'No check from here decides it.',
  decidedBy: (checks: readonly string[]) => `by the checks of ${say.list(checks)}`,
  /** Half a sentence that many programs say. */
  question:
    'Many programs say this, so it is no sign of a cause. Which one shows it? Give the whole message, with its code and what stands around it.',
  /** Before the messages that half a sentence may belong to. */
  couldBe: 'Of the WorkSpaces client it could be',
  none: 'Not known',
  noneText: 'No message of the WorkSpaces client, and no error code that is known, fits well enough.',
  noneLog: 'No line of this log holds a text that is known.',
  nearest: 'Nearest, and not near enough',
  tryWords: 'Try its own words or its code.',
  checkTells: '"preflight check --region CODE" tells what this network does.',
  known: (known: number, lines: number) =>
    `${say.number(known)} of ${say.number(lines)} lines are known. The rest is not interpreted.`,
  cut: 'Only the end of this long log was read.',
  place: (line: number) => `line ${say.number(line)}`,
  times: (n: number) => `${say.number(n)} times`,
};

function order(isDocumented: boolean): string {
  return isDocumented ? 'the documents name this cause first' : 'the order of the causes is our own';
}
