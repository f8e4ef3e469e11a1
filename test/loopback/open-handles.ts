/** What this process still holds open: sockets, timers, children. A cancelled call must leave nothing behind. */
const KINDS = [
  'UDPWrap',
  'UDPSendWrap',
  'TCPSocketWrap',
  'TCPConnectWrap',
  'TCPServerWrap',
  'Timeout',
  'ProcessWrap',
];

/** Counts the handles of the kinds that a network call opens. */
export function openHandles(): number {
  return process.getActiveResourcesInfo().filter((kind) => KINDS.includes(kind)).length;
}

/** Waits until the event loop has gone round, so that closed handles are off the books. */
export async function afterClosing(): Promise<void> {
  for (let round = 0; round < 3; round += 1) await new Promise((resolve) => setImmediate(resolve));
}
