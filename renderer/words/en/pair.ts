/** The guided pair: the same check with the VPN on and off. It is loaded with that screen alone. */
export const pairWords = {
  title: (isOn: boolean): string =>
    isOn ? 'Now switch the VPN off, and press Check' : 'Now switch the VPN on, and press Check',
  lead: (isOn: boolean) =>
    `The first check ran with the VPN ${isOn ? 'on' : 'off'}. The same is asked again, then both stand side by side.`,
  first: 'The first check',
  vpn: (name: string) => `with the VPN ${name}`,
  noVpn: 'without a VPN',
  check: 'Check',
  still: (isOn: boolean) =>
    `The VPN was still ${isOn ? 'on' : 'off'}: both checks went the same way. Switch it ${isOn ? 'off' : 'on'}, and press Check again.`,
  untold: 'Preflight could not see whether the VPN was on during the second check.',
  anyway: 'Compare the two all the same',
  keepOpen: 'Leave this page open: without the VPN it goes on, because it comes from this computer.',
};
export type PairWords = typeof pairWords;
