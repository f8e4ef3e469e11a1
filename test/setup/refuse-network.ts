/**
 * Under test the socket layer refuses every target that is not loopback, unless the lab says otherwise
 * (PREFLIGHT_LAB=1, inside a namespace that has no route out). Real traffic from a test is a bug.
 */
import dgram from 'node:dgram';
import net from 'node:net';

const LOOPBACK = /^(127\.|::1$|localhost$|::ffff:127\.)/;

function refuse(target: string): never {
  throw new Error(`a test tried to reach ${target}; tests stay on loopback`);
}

if (process.env['PREFLIGHT_LAB'] !== '1') {
  const connect = net.Socket.prototype.connect;
  net.Socket.prototype.connect = function (this: net.Socket, ...args: unknown[]) {
    const [first, second] = (Array.isArray(args[0]) ? (args[0] as unknown[]) : args) as [unknown, unknown];
    const options =
      typeof first === 'object' && first !== null ? (first as { host?: string; path?: string }) : null;
    const host = options
      ? options.path
        ? 'localhost'
        : (options.host ?? 'localhost')
      : typeof second === 'string'
        ? second
        : 'localhost';
    if (typeof first !== 'string' && !LOOPBACK.test(host)) refuse(host);
    return (connect as (...rest: unknown[]) => net.Socket).apply(this, args);
  };
  const send = dgram.Socket.prototype.send;
  dgram.Socket.prototype.send = function (this: dgram.Socket, ...args: unknown[]) {
    const host = args.find((value) => typeof value === 'string' && /^[\d.:a-f]+$/i.test(value)) as
      string | undefined;
    if (host !== undefined && !LOOPBACK.test(host)) refuse(host);
    return (send as (...rest: unknown[]) => void).apply(this, args);
  } as typeof dgram.Socket.prototype.send;
  const udpConnect = dgram.Socket.prototype.connect;
  dgram.Socket.prototype.connect = function (this: dgram.Socket, ...args: unknown[]) {
    const host = args[1];
    if (typeof host === 'string' && !LOOPBACK.test(host)) refuse(host);
    return (udpConnect as (...rest: unknown[]) => void).apply(this, args);
  };
}
