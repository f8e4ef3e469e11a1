/** `preflight peer`: a reflector on a machine of one's own. */
import type { CommandDefinition } from '../command-definition.ts';

export const peerCommand: CommandDefinition = {
  name: 'peer',
  summary: 'reflects measuring packets (STAMP) on a machine of your own',
  description: [
    'Reflects signed measuring packets (STAMP, RFC 8762) on UDP, and tells on TCP how many came. It never dials out, sends nothing unasked, and nobody gets more bytes than they sent. Run it where your WorkSpaces are, such as an EC2 instance in the same Region, and open the ports to it in the rule that holds the ranges of WorkSpaces. Ctrl-C ends it. Then "check --peer" asks it; any other STAMP sender may, too.',
    'Only who has a key is answered. The key file has a line for each key: id, last day (UTC), secret. --new-key writes one; give a helpdesk its own for a day. With --open packets without a key are reflected too, few and small, for routers that speak STAMP.',
    'On Linux ports below 1024 need a right: let systemd hand the sockets over (LISTEN_FDS), or give the service CAP_NET_BIND_SERVICE. docs/peer.md has the unit and the container file.',
  ],
  options: [
    {
      name: 'listen',
      value: 'ADDR',
      repeatable: true,
      fallback: 'each address of this machine',
      help: 'address to listen at; each is bound by itself',
    },
    { name: 'ports', value: 'LIST', fallback: '4172,4195,443', help: 'ports, on UDP and TCP alike' },
    {
      name: 'key-file',
      value: 'FILE',
      file: true,
      help: 'keys that are taken; else the environment variable PREFLIGHT_PEER_KEY',
    },
    {
      name: 'new-key',
      value: 'FILE',
      file: true,
      help: 'add a key to this file (made with mode 600), and end',
    },
    { name: 'days', value: 'N', fallback: '30', help: 'with --new-key: days until it ends' },
    { name: 'allow', value: 'CIDR', repeatable: true, help: 'answer these networks alone' },
    { name: 'open', help: 'reflect packets without a key too: 20 a second for each network' },
    {
      name: 'load-kbps',
      value: 'N',
      fallback: 'none',
      help: 'allow load (check --peer-load) up to so many kbit/s for each network, four times that in all; the documented needs take 2000',
    },
    {
      name: 'log',
      value: 'text|json|none',
      choices: ['text', 'json', 'none'],
      fallback: 'text',
      help: 'lines on standard error: start, each session without its address, refusals once a minute',
    },
  ],
  examples: [
    { line: 'peer --new-key peer.keys', text: 'Makes a key that ends in 30 days.' },
    { line: 'peer --key-file peer.keys', text: 'Answers on 4172, 4195 and 443.' },
    {
      line: 'peer --key-file peer.keys --ports 4172,4195 --allow 198.51.100.0/24',
      text: 'For one office alone, without port 443.',
    },
  ],
  exits: [{ code: 0, when: 'ended by Ctrl-C, or the key was written' }],
  load: async () => (await import('../actions/peer.ts')).peer,
};
