/** A firewall's rules against what is needed: what was read, what is missing and why something is in doubt. */
import { sayIn } from '../../core/say.ts';
import { destinationForms, ruleForms, type Counted } from './rules.ts';

const say = sayIn('en');
const entries = { one: 'entry', other: 'entries' };
const rows = { one: 'row', other: 'rows' };
/** `9 essential rules (10 destinations) are`. */
const are = ({ rules, destinations }: Counted): string =>
  `${say.count(rules, { one: 'essential rule', other: 'essential rules' })} (${say.count(destinations, destinationForms)}) ${rules === 1 ? 'is' : 'are'}`;

export const audit = {
  audit: {
    /** Where something stands in the file. */
    place: {
      line: (n: number) => `line ${n}`,
      lastLine: 'the last line',
      oppositeOfLast: 'the opposite of the last line',
      table: (name: string) => `table ${name}`,
      chain: (name: string) => `chain ${name}`,
      handle: (n: string, chain: string) => `handle ${n} (${chain})`,
      noHandle: 'unknown',
      inbound: 'inbound entries',
      aclRule: (n: number, isOutbound: boolean) => `${isOutbound ? 'outbound' : 'inbound'} rule ${n}`,
      permission: (group: string, n: number) => `${group === '' ? '' : `${group} `}permission ${n}`,
      endOf: (list: string) => `end of ${list}`,
      interface: (name: string) => `interface ${name}`,
      refuses: (place: string) => `${place} (refuses)`,
    },
    at: (place: string, why: string) => `${place}: ${why}`,
    joined: (parts: readonly string[]) => parts.join('; '),
    /** What stands there, where the file has no text of its own. */
    text: {
      to: (target: string, transports: string, ports: string) => `${target} ${transports} ${ports}`,
      anywhere: 'anywhere',
      anyTransport: 'any transport',
      anyPort: 'any port',
    },
    unnamed: 'everybody whom the file does not name',
    sender: {
      by: (name: string) => `out by ${name}`,
      source: (block: string) => `source ${block}`,
    },
    readAs: {
      list: (count: number) => `a plain list: ${say.count(count, entries)}`,
      iptables: (families: string, tables: string, count: number) =>
        `iptables-save (${families}): tables ${tables}, ${say.count(count, ruleForms)}`,
      nft: (chains: number, count: number) =>
        `nftables JSON: ${say.count(chains, { one: 'chain', other: 'chains' })}, ${say.count(count, ruleForms)}`,
      group: (name: string, count: number) =>
        `egress of security group ${name}: ${say.count(count, ruleForms)}`,
      groups: (many: number, count: number) =>
        `egress of ${say.number(many)} security groups: ${say.count(count, ruleForms)}`,
      ownFile: 'our own file',
      acl: (count: number) => `a network ACL: ${say.count(count, entries)}`,
      asa: (count: number, lists: string) =>
        `a configuration of Cisco ASA: ${say.count(count, { one: 'line', other: 'lines' })} of ${lists}`,
      fortios: (count: number) =>
        `a configuration of FortiOS: ${say.count(count, { one: 'policy', other: 'policies' })}`,
      panosSet: (count: number) =>
        `set commands of PAN-OS: ${say.count(count, { one: 'security rule', other: 'security rules' })}`,
      squid: (count: number) =>
        `a configuration of squid: ${say.count(count, { one: 'http_access line', other: 'http_access lines' })}`,
      table: (name: string, count: number) => `${name}: ${say.count(count, rows)}`,
      tables: {
        csv: 'CSV',
        windows: 'rules of Windows Firewall',
        'azure-nsg': 'Azure NSG rules',
        meraki: 'Meraki rules',
        panos: 'PAN-OS security rules',
      },
    },
    /** How the format decides, and what the reading took for granted. */
    note: {
      list: 'The list names no ports but where one is written: every other entry counts as open on all of them.',
      noChain: (hook: string) => `No chain stands at the hook ${hook}: everything passes there.`,
      chains: (hook: string, names: string) =>
        `Chains on the way (${hook}): ${names}. In each, the first rule that matches decides.`,
      quotas: 'A sender stays below every quota that a rule names, and begins few connections.',
      cut: (names: string) =>
        `Refuses every answer, and holds no rule; taken as cut off, the way in was not judged there: ${names}.`,
      group: 'A security group only lets out, and lets the answers in by itself.',
      groups:
        'Each group was judged alone. Those of one interface add up: give them in one group, or ask for the groups of that interface.',
      acl: 'The lowest number decides. A network ACL knows no connections.',
      asa: 'ASA: the first line that matches decides, what none matches is refused.',
      bound: (bindings: string) => `Bound by access-group: ${bindings}.`,
      fortios:
        'FortiOS: the first policy that matches decides, what none matches is refused. Zones and sources are told apart by name.',
      panosSet: (isLetOut: boolean) =>
        `PAN-OS: the first rule that matches decides; between zones the default ${isLetOut ? 'lets out' : 'refuses'}. Rules for applications that WorkSpaces may be taken for are in doubt.`,
      off: (count: number) =>
        `${say.count(count, { one: 'rule is', other: 'rules are' })} switched off and passed over.`,
      squid: (isLetOut: boolean) =>
        `squid: the first line that matches decides; what none matches is ${isLetOut ? 'let out' : 'refused'}, the opposite of the last line. A proxy carries TCP to names alone: streaming needs a way of its own, which is not in this file.`,
      passedOver: (count: number) =>
        `${say.count(count, { one: 'row is', other: 'rows are' })} inbound, switched off or about other protocols: passed over.`,
      noHeader: 'The file has no header: destination, port, transport in this order.',
      columns: (read: string, unread: string) => `Columns read: ${read}. Not read: ${unread}.`,
      noColumns: 'none',
      tables: {
        csv: 'The rows were taken in their order (by priority where a column has one): the first that matches decides. What none matches is refused (--default allow says otherwise).',
        windows:
          'Windows: a row that blocks beats every row that allows, and what none matches goes out (--default deny where the profile blocks outbound). Rows for another program than the client were not counted.',
        'azure-nsg': 'Azure: the lowest priority number decides; the default rules let out to the Internet.',
        meraki:
          'Meraki: the first row that matches decides; the default rule allows (--default deny says otherwise).',
        panos:
          'PAN-OS: the first row that matches decides; between zones the default refuses. Rows for applications that WorkSpaces may be taken for are in doubt.',
      },
    },
    /** Why a rule is in doubt. */
    doubt: {
      condition: 'a condition that is not understood',
      interface: 'it asks for an interface',
      source: 'it asks for a source',
      ownPort: "it asks for the client's own port",
      state: 'it asks for a state',
      direction: 'it asks for a direction',
      rate: 'it asks for a rate',
      flags: 'it asks for flags',
      addressType: 'it asks for the kind of address',
      connection: 'it asks for a connection',
      noPair: 'it asks for what is in no pair of a set',
      rtp: 'it asks for RTP',
      twoLists: 'it asks for two lists of destinations',
      serviceAsSource: 'it asks for an internet service as source',
      noChain: 'it jumps to a chain that is not in the file',
      otherDestination: 'it sends packets to another destination',
      toProxy: 'it gives packets to a proxy',
      toProgram: 'it gives packets to a program',
      untracked: 'it switches tracking off, so that answers may be refused',
      answers: 'it answers for the destination',
      otherInterface: 'it sends packets by another interface',
      copy: 'it sends a copy elsewhere',
      match: 'a match that is not understood',
      statement: 'a statement that is not understood',
      map: 'a map that is not understood',
      bridge: 'whether packets cross the bridge is not known',
      oddLine: 'the line is none of iptables-save',
      cutOff: 'the table was cut off: it has no COMMIT',
      legacy:
        'iptables-legacy has tables of its own, which are not in the file: give "iptables-legacy-save" too',
      noInbound: 'the file holds no inbound entries, and answers need one',
      notWhole: 'the rule is not whole: it lacks a destination, a service or an action',
      action: 'the action neither lets out nor refuses',
      inOrOut: 'the direction is neither in nor out',
      isOn: 'nobody can tell whether the row is switched on',
      everythingButAName: 'everything but a name',
      noTransport: 'the transport is neither TCP nor UDP',
      applicationPorts: 'ports of applications are not known here',
      noPort: 'the port is no number, range, list or known service',
      contradiction: 'the port and the transport contradict each other',
      hostBits: 'bits behind the prefix are set, so nobody can tell which block is meant',
      objectName: 'it names an object that is not in the file',
      identity: 'it asks who somebody is',
      noDestination: 'the destination is no block, address, range or name',
    },
    /** The same, with what the file has. */
    doubtAbout: {
      condition: (option: string) => `a condition that is not understood (${option})`,
      target: (name: string) => `a target that is not understood (${name})`,
      rate: (packets: number) =>
        `its rate is ${say.number(packets, Number.isInteger(packets) ? 0 : 2)} packets a second, and streaming needs more`,
      asksFor: (what: string) => `it asks for ${what}`,
      notInFile: (names: string) => `it names what is not in the file: ${names}`,
      application: (name: string) => `it asks for a certain application (${name})`,
      timeRange: (name: string) => `it holds in the time range ${name}`,
      time: (name: string) => `it holds at the time ${name}`,
      mayRefuse: (filter: string) => `${filter} may refuse it`,
      mayDecrypt: (profile: string) => `${profile} may decrypt it, which is not supported`,
      leadsTo: (line: string) => `what it leads to is not in the file (${line})`,
      family: (family: number) => `the file says nothing about IPv${family}`,
      refusesPublic: (place: string, example: string) =>
        `${place} refuses public addresses such as ${example}`,
      refusedBy: (name: string) => `refused for ${name}, and let out for others`,
      whoIs: (name: string) => `nobody can tell who ${name} is`,
    },
    /** What a column of a table asks for. */
    column: {
      user: (name: string) => `a user or a device (${name})`,
      category: (name: string) => `a certain category (${name})`,
      schedule: (name: string) => `a certain time (${name})`,
      exception: (name: string) => `all but some (${name})`,
      condition: (name: string) => `more (${name})`,
    },
    /** What stands for a thing without a name. */
    thing: {
      prefixList: 'a prefix list',
      butAName: 'everything but a name',
      butSome: 'every service but some',
      noService: 'no service',
      list: (path: string) => `the list ${path}`,
    },
    /** About an entry that lets out what is not needed. */
    remark: {
      elsewhere: (regions: string) => `belongs to ${regions}`,
      unrelated: 'no rule for WorkSpaces in these Regions needs it',
      below: (suffix: string, needed: number) =>
        `lets out to every name below ${suffix}; WorkSpaces needs ${say.number(needed)} of them`,
      everywhere: 'lets out to everywhere',
      everyAddress: (family: number) => `lets out to every IPv${family} address`,
      addresses: (extra: bigint, enough: string) =>
        `${extra} ${extra === 1n ? 'address' : 'addresses'} more than needed; ${enough} would do`,
      ports: (opened: number, enough: string) => `${opened} ports where ${enough} would do`,
      more: (blocks: string, count: number) => `${blocks} and ${say.number(count)} more`,
      from: (why: string, source: string) => `${why} (${source})`,
      obsolete: {
        'the guide of 2025 no longer has it': 'the guide of 2025 no longer has it',
        'only clients before 3.0 use it': 'only clients before 3.0 use it',
      } as Readonly<Record<string, string>>,
    },
    readAll: (what: string) => `Read as ${what}; all of it was understood.`,
    readPart: (what: string, count: number) =>
      `Read as ${what}; ${say.number(count)} not understood (below).`,
    role: { output: 'this machine itself', forward: 'what this machine passes on as a router' },
    wanted: (regions: string, protocols: string, profile: string) => `${regions} (${protocols}, ${profile})`,
    subject: (who: string, wanted: string) => (who === '' ? wanted : `${who}: ${wanted}`),
    missing: (all: Counted, subject: string) => `${are(all)} missing for ${subject}.`,
    doubtful: (all: Counted, subject: string) =>
      `Nothing essential is missing in what was understood, but ${are(all)} in doubt for ${subject}.`,
    nothingEssential: (subject: string) => `Nothing essential is missing for ${subject}.`,
    nothing: (subject: string) => `Nothing is missing for ${subject}.`,
    counts: (missing: number, inDoubt: number) =>
      `${say.number(missing)} essential missing${inDoubt === 0 ? '' : `, ${say.number(inDoubt)} in doubt`}`,
    everybodyElse: 'everybody else',
    notForAll: (others: string) => `Not for all: ${others}.`,
    others: (others: string) => `Others: ${others}.`,
    ofSender: (sender: string, counts: string) => `${sender}: ${counts}`,
    otherChain: (chain: 'output' | 'forward', counts: string, sender: string | null) =>
      `As ${chain === 'forward' ? 'a router' : 'a machine of its own'} the file gives ${counts}${sender === null ? '' : ` for ${sender}`}: --chain ${chain} shows it.`,
    title: {
      missing: (need: string) => `MISSING, ${need}`,
      inDoubt: (need: string) => `IN DOUBT, ${need}`,
      wider: 'WIDER THAN NEEDED',
      obsolete: 'OBSOLETE',
      'other-region': 'OF ANOTHER REGION',
      unrelated: 'NOT ABOUT WORKSPACES IN THESE REGIONS (not judged)',
      unread: 'NOT UNDERSTOOD',
    },
    see: (places: string) => `see ${places}`,
    mayBeOpen: 'something that was not understood may let it out',
    more: (count: number) => `and ${say.number(count)} more`,
  },
};
