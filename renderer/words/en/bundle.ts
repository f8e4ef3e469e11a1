/** Making a bundle, and what is in one. It is loaded with those pages alone: the first screen does not pay for it. */
import { count } from '../plural.ts';

export const bundleWords = {
  title: 'What the helpdesk will see',
  lead: 'Nothing is written until you press Save, and nothing is sent: you pass the file on yourself.',
  level: 'How much to tell',
  levels: {
    minimal: ['Minimal', 'Results only. No logs, no computer details.'],
    standard: [
      'Standard',
      'Names and private addresses become stand-ins, such as host-1. Enough for most cases.',
    ],
    full: [
      'Full',
      'Real names, private addresses and raw text. Known secrets are taken out; no more is promised.',
    ],
  } as Record<string, readonly [string, string]>,
  lowered: 'Your organisation allows no more than this.',
  never: 'Never inside, at any level: your registration code and the password of your proxy.',
  publicAddress: 'Keep my public address',
  publicAddressWhy: 'The helpdesk needs it where WorkSpaces admits only known addresses.',
  files: 'Files',
  records: (name: string, n: number) => `${name} · ${count(n, 'record')}`,
  inGroup: (n: number, all: number) => (n === all ? count(all, 'file') : `${n} of ${count(all, 'file')}`),
  off: 'off',
  include: (name: string) => `Put in ${name}`,
  standIn: 'stand-in',
  hides: (n: number) => `hides a real name, the same one everywhere · ${n} here`,
  noText: 'This file is no text.',
  cut: 'The rest is not shown here.',
  keeps: 'What each level keeps',
  leftOut: 'left out',
  real: 'real',
  ifTicked: 'if you tick it',
  rows: {
    names: 'Names of computer, user, Wi-Fi, VPN',
    private: 'Private addresses',
    public: 'Public address',
    amazon: 'Amazon’s names and addresses',
  },
  save: 'Save bundle…',
  saving: 'Writing',
  saveAgain: 'Save again…',
  done: 'Done',
  caseToken: 'Token of your case',
  caseTokenHelp:
    'Only if your helpdesk gave you one. It tells which bundles are of one computer and one network.',
  caseTokenWrong: 'This is no token of a case: it has 22 letters, digits, - and _.',
  saved: (name: string) => `Saved as ${name}. Pass it on to your helpdesk.`,
  total: (files: number, size: string) => `${count(files, 'file')} · ${size}`,
  preparing: 'Preparing the preview',
};
export type BundleWords = typeof bundleWords;
