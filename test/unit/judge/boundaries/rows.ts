/** Every row of spec/findings.md at its exact boundary: just inside, just outside, and each exception that it names. */
import type { Boundary } from './boundary.ts';
import { gettingOut } from './getting-out.rows.ts';
import { names } from './names.rows.ts';
import { nameServers } from './name-servers.rows.ts';
import { certificates } from './certificates.rows.ts';
import { https } from './https.rows.ts';
import { peerFigures } from './peer-figures.rows.ts';
import { peers } from './peers.rows.ts';
import { proxy } from './proxy.rows.ts';
import { streaming } from './streaming.rows.ts';
import { udpPorts } from './udp.rows.ts';
import { roundTrip } from './round-trip.rows.ts';
import { mtu } from './mtu.rows.ts';
import { secondEdition } from './second-edition.rows.ts';
import { machine } from './machine.rows.ts';

export const ROWS: readonly Boundary[] = [
  ...gettingOut,
  ...names,
  ...nameServers,
  ...https,
  ...certificates,
  ...proxy,
  ...streaming,
  ...udpPorts,
  ...roundTrip,
  ...mtu,
  ...machine,
  ...secondEdition,
  ...peers,
  ...peerFigures,
];
