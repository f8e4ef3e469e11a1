/** Options that several commands share, defined once so that every command says the same of them. */
import type { OptionDefinition } from './command-definition.ts';
import { LANGUAGES } from '../core/language.ts';
import { PEER_SCOPES, PROFILES, PROTOCOL_WORDS, SIGN_INS, SYSTEM_TRUST } from '../core/words.ts';

export const REGION: OptionDefinition = {
  name: 'region',
  value: 'CODE',
  repeatable: true,
  help: 'Region to check, such as us-east-1; the first one decides; "all" means all of one partition',
};

export const REGISTRATION_CODE: OptionDefinition = {
  name: 'registration-code',
  value: 'CODE',
  help: 'registration code of the WorkSpace, such as WSpdx+ABC12D; tells the Region, and is never kept',
};

export const PROTOCOL: OptionDefinition = {
  name: 'protocol',
  value: 'NAME',
  choices: PROTOCOL_WORDS,
  fallback: 'both',
  help: 'streaming protocol',
};

export const PROFILE: OptionDefinition = {
  name: 'profile',
  value: 'KIND',
  choices: PROFILES,
  fallback: 'client',
  help: 'kind of client that is used here',
};

export const DIRECTORY_ID: OptionDefinition = {
  name: 'directory-id',
  value: 'ID',
  help: 'directory of the WorkSpace, d- and ten letters or digits: its sign-in page is checked too',
};

export const QUIET: OptionDefinition = { name: 'quiet', short: 'q', help: 'no progress on standard error' };

export const NO_COLOR: OptionDefinition = { name: 'no-color', help: 'no colour (so does NO_COLOR)' };

export const LANGUAGE: OptionDefinition = {
  name: 'language',
  value: 'NAME',
  choices: LANGUAGES,
  help: 'language of the texts; default: LANG, then English',
};

export const VERBOSE: OptionDefinition = {
  name: 'verbose',
  short: 'v',
  help: 'more text: what passes by port, the evidence, the figures, the rules',
};

export const OUTPUT: OptionDefinition = {
  name: 'output',
  short: 'o',
  value: 'FILE',
  file: true,
  help: 'write the result to this file instead of standard output',
};

export const OVERLAY: OptionDefinition = {
  name: 'overlay',
  value: 'FILE',
  file: true,
  help: "your organisation's corrections to the tables",
};

export const CALIBRATION: OptionDefinition = {
  name: 'calibration',
  value: 'FILE',
  file: true,
  repeatable: true,
  help: 'what "preflight calibrate" recorded on a real network',
};

export const CONFIG: OptionDefinition = {
  name: 'config',
  value: 'FILE',
  file: true,
  fallback: 'preflight.config.json of this folder, if there is one',
  help: 'file with options; those of the command line win',
};

export const SIMULATE: OptionDefinition = {
  name: 'simulate',
  value: 'SCENARIO',
  help: 'a scripted network instead of the real one: nothing is sent',
};

export const DEADLINE_OPTION: OptionDefinition = {
  name: 'deadline',
  value: 'SECONDS',
  fallback: '60',
  help: 'longest time of the whole run',
};

export const SAMPLES_OPTION: OptionDefinition = {
  name: 'samples',
  value: 'N',
  fallback: '10',
  help: 'round-trip samples for each health-check address',
};

/** `--format` of a command with the words that it can write. */
export function formatOption(choices: readonly string[]): OptionDefinition {
  return {
    name: 'format',
    short: 'f',
    value: 'FORMAT',
    choices,
    fallback: choices[0] ?? 'text',
    help: 'form of the result',
  };
}

export const PUBLIC_ROOTS: OptionDefinition = {
  name: 'public-roots',
  value: 'FILE',
  file: true,
  help: 'judge certificates against the roots in this PEM file instead of the bundled public ones',
};

/** Everything that decides what a check does; `plan` takes the same, so that it can show what would be done. */
export const RUN_OPTIONS: readonly OptionDefinition[] = [
  REGION,
  REGISTRATION_CODE,
  PROTOCOL,
  DIRECTORY_ID,
  PROFILE,
  {
    name: 'also',
    value: 'HOST[:PORT]',
    repeatable: true,
    help: 'a host of your own that must be reached, such as the identity provider; port 443 unless said',
  },
  {
    name: 'require',
    value: 'CATEGORY',
    repeatable: true,
    help: 'count the names of this category of the tables as essential',
  },
  DEADLINE_OPTION,
  SAMPLES_OPTION,
  {
    name: 'proxy',
    value: 'auto|none|URL',
    fallback: 'auto',
    help: 'proxy for port 443: what this computer uses, none, or this one',
  },
  PUBLIC_ROOTS,
  {
    name: 'system-trust',
    value: 'auto|yes|no',
    choices: SYSTEM_TRUST,
    fallback: 'auto',
    help: "let the system's own curl verify one connection with the system's certificate store; auto: not with --public-roots",
  },
  {
    name: 'stun',
    value: 'HOST[:PORT]',
    help: 'a STUN server of your choice as control for UDP; port 3478 unless said',
  },
  {
    name: 'peer',
    value: 'PEER',
    repeatable: true,
    help: 'a server of your own that answers UDP: HOST (preflight peer), stamp:HOST[:PORT], stun:HOST[:PORT] or quic:HOST[:PORT]; it proves the way to itself alone. HOST and stamp cost up to 10 s and 200 kB',
  },
  {
    name: 'peer-key-file',
    value: 'FILE',
    file: true,
    help: 'key of the peer (preflight peer --new-key); else the environment variable PREFLIGHT_PEER_KEY',
  },
  {
    name: 'peer-scope',
    value: 'service|other',
    choices: PEER_SCOPES,
    fallback: 'other',
    help: 'service: the peers stand in the firewall rule that holds the gateways, so that what fails to them counts in full',
  },
  {
    name: 'peer-load',
    help: 'load to each peer that allows it (preflight peer --load-kbps), at the documented needs of 1.7 Mbps up, 1 Mbps and 300 kbps down: 3 s each, 1.3 MB in all',
  },
  {
    name: 'peer-idle',
    help: 'how long the way back from a peer stays open while nothing is sent: up to 30 s, 35 s more in all',
  },
  {
    name: 'sign-in',
    value: 'HOW',
    choices: SIGN_INS,
    help: 'how people sign in: can this client, its system and its Region do that? With smart-card add the OCSP responder of its authority: --also HOST:80',
  },
  {
    name: 'fips',
    help: 'FIPS endpoints are used: their names count as essential, and the client is held against them',
  },
  {
    name: 'access-control',
    value: 'CIDR',
    repeatable: true,
    help: 'a range of the IP access control group: it needs one fixed public address (seen with --stun)',
  },
  {
    name: 'where',
    help: 'after the verdict, ask where on the way what failed begins: at most 160 packets and 10 s more on Linux',
  },
  {
    name: 'gentle',
    help: 'few sessions at a time, for a line whose router or provider holds few: slower, the same proof; the deadline is 1800 s unless said',
  },
  { name: 'local-discovery', help: 'look for printers that are announced on the local network' },
  {
    name: 'assume-udp-answers',
    help: "treat the service's UDP answers as verified (in the lab, or after calibration)",
  },
  SIMULATE,
  CALIBRATION,
  OVERLAY,
  CONFIG,
];
