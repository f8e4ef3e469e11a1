/** A calibration: what it will send, and what it learned. */
import { sayIn } from '../../core/say.ts';

const say = sayIn('en');
const names = { one: 'name is', other: 'names are' };

export const calibrate = {
  calibrate: {
    head: (regions: string) => `Calibration of ${regions}. This is what will be sent, and nothing else:`,
    names: (count: number) =>
      `${say.count(count, names)} looked up, by this computer's resolver and at each of its DNS servers:`,
    pages: (count: number) =>
      `${say.number(count)} of them ${count === 1 ? 'is' : 'are'} asked on port 443, once each: "GET /", without cookies or redirects:`,
    connects: (count: number) =>
      `${say.count(count, { one: 'TCP connection is', other: 'TCP connections are' })} opened and reset:`,
    at: (address: string, port: number) => `${address} port ${port}`,
    datagrams: (count: number) =>
      `${say.count(count, { one: 'UDP datagram is', other: 'UDP datagrams are' })} sent, at most 5 a second to one address:`,
    payload: {
      text: (times: number) => `${say.number(times)} times a short text that names this project to each of`,
      empty: (times: number) => `${say.number(times)} times an empty datagram to each of`,
      'version-negotiation': (times: number) =>
        `${say.number(times)} times a QUIC packet of 1200 bytes that asks for version negotiation to each of`,
    },
    series: (at: string, target: string) => `${at} (${target})`,
    fresh:
      'The same connections and datagrams go to at most 8 addresses that a health-check name has now and the tables do not list.',
    takes: (seconds: number) =>
      `It takes about ${say.count(seconds, { one: 'second', other: 'seconds' })}. Nothing is uploaded: the result is one file.`,
    ask: 'Send this? Type yes: ',
    progress: (ended: number, all: number) => `Asking: ${say.number(ended)} of ${say.number(all)}`,
    nothing: 'no name of the service resolved here: nothing learned, nothing written',
    region: (code: string) => `${code}:`,
    key: (target: string, port: number, payload: string) => `${target}, UDP ${port}, ${payload}`,
    answered: (key: string, answered: number, sent: number) =>
      `${key}: ${say.number(answered)} of ${say.number(sent)} answered`,
    pagesAnswered: (answered: number, asked: number) =>
      `pages: ${say.number(answered)} of ${say.count(asked, { one: 'host', other: 'hosts' })} answered "GET /"`,
    gone: (hosts: string) => `do not exist: ${hosts}`,
    noServer: 'the tables have no health-check server here',
    notResolved: 'the health-check name did not resolve',
    asListed: 'the health-check name has the addresses of the tables',
    added: (addresses: string) => `new addresses of the health-check name: ${addresses}`,
    dropped: (addresses: string) => `listed and no longer given by DNS: ${addresses}`,
  },
};
