/**
 * The functions that a proxy script may call (Netscape's PAC format, with convert_addr and isValidIpAddress as Firefox and Chromium define them, and
 * Microsoft's "Ex" functions for IPv6), as a program for the sandbox: they run there, under the script's own limits. They keep what they
 * need of the language before the script can change it. Outside they can do two things: ask for the addresses of a name, and read the clock.
 */

/** Evaluates to a function of the two host functions; that one gives `(find, url, host) => text`, and puts the helpers on the global object. */
export const PAC_HELPERS = String.raw`(function (addressesOf, clock, ownAddresses) {
  'use strict';
  const bare = Function.prototype.call.bind.bind(Function.prototype.call);
  const slice = bare(String.prototype.slice), split = bare(String.prototype.split), lower = bare(String.prototype.toLowerCase);
  const replace = bare(String.prototype.replace), test = bare(RegExp.prototype.test), exec = bare(RegExp.prototype.exec);
  const endsWith = bare(String.prototype.endsWith), indexOf = bare(Array.prototype.indexOf), join = bare(Array.prototype.join);
  const map = bare(Array.prototype.map), filter = bare(Array.prototype.filter), sort = bare(Array.prototype.sort);
  const Text = String, Whole = Number, Pattern = RegExp, whole = parseInt;
  const MAX_NAME = 300, MAX_ANSWER = 1000;
  const V4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;

  const listOf = (host) => filter(split(addressesOf(slice(Text(host), 0, MAX_NAME)), ';'), (one) => one !== '');
  const firstV4 = (host) => filter(listOf(host), isV4)[0] ?? null;
  function isV4(text) {
    const parts = exec(V4, Text(text));
    return parts !== null && parts[1] < 256 && parts[2] < 256 && parts[3] < 256 && parts[4] < 256;
  }
  function bitsOf(text) {
    const parts = exec(V4, Text(text));
    return parts === null ? 0 : ((parts[1] & 255) << 24) | ((parts[2] & 255) << 16) | ((parts[3] & 255) << 8) | (parts[4] & 255);
  }

  // Two places to go back to, so the work is the product of the lengths at most and never grows with the stars.
  function matchesShell(text, pattern) {
    let at = 0, star = -1, mark = 0, next = 0;
    while (at < text.length) {
      const sign = pattern[next];
      if (sign === '*') { star = next; next += 1; mark = at; }
      else if (next < pattern.length && (sign === '?' || sign === text[at])) { at += 1; next += 1; }
      else if (star >= 0) { next = star + 1; mark += 1; at = mark; }
      else return false;
    }
    while (pattern[next] === '*') next += 1;
    return next === pattern.length;
  }
  // Browsers make a regular expression of the pattern, and scripts rely on it: (*.a.example|*.b.example). Inside the sandbox that is bounded.
  function shExpMatch(text, pattern) {
    const [subject, glob] = [Text(text), Text(pattern)];
    if (!test(/[()|[\]{}+^$\\]/, glob)) return matchesShell(subject, glob);
    const inner = replace(replace(replace(glob, /\./g, '\\.'), /\*/g, '.*'), /\?/g, '.');
    return test(new Pattern('^' + inner + '$'), subject);
  }

  function expand6(text) {
    const tail = exec(/^(.*:)(\d+\.\d+\.\d+\.\d+)$/, text);
    if (tail !== null && isV4(tail[2])) {
      const bits = bitsOf(tail[2]);
      return expand6(tail[1] + (bits >>> 16).toString(16) + ':' + (bits & 65535).toString(16));
    }
    if (!test(/^[0-9a-f:]+$/i, text) || text.length > 45) return null;
    const halves = split(text, '::');
    if (halves.length > 2) return null;
    const [head, rest] = map(halves, (half) => (half === '' ? [] : split(half, ':')));
    const missing = 8 - head.length - (rest ?? []).length;
    if (rest === undefined ? missing !== 0 : missing < 1) return null;
    const groups = [...head];
    if (rest !== undefined) { for (let at = 0; at < missing; at += 1) groups.push('0'); groups.push(...rest); }
    const values = map(groups, (group) => (test(/^[0-9a-f]{1,4}$/i, group) ? whole(group, 16) : -1));
    return indexOf(values, -1) >= 0 ? null : values;
  }
  const groupsOf = (text) => (isV4(text) ? [bitsOf(text) >>> 16, bitsOf(text) & 65535] : expand6(Text(text)));
  function inPrefix(address, prefix) {
    const [net, length] = split(Text(prefix), '/');
    const [one, other] = [groupsOf(address), groupsOf(net)];
    if (one === null || other === null || one.length !== other.length || !test(/^\d{1,3}$/, length ?? '')) return false;
    if (Whole(length) > one.length * 16) return false;
    for (let at = 0, left = Whole(length); left > 0; at += 1, left -= 16) {
      const mask = left >= 16 ? 65535 : (65535 << (16 - left)) & 65535;
      if ((one[at] & mask) !== (other[at] & mask)) return false;
    }
    return true;
  }

  const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
  const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
  const isWithin = (value, from, to) => (from <= to ? from <= value && value <= to : value >= from || value <= to);
  function ranged(all) {
    const parts = [...all];
    const isGmt = parts[parts.length - 1] === 'GMT';
    if (isGmt) parts.pop();
    const [year, month, date, day, hour, minute, second] = map(split(clock(isGmt), ','), (text) => Whole(text));
    return { parts, now: { year, month, date, day, hour, minute, second } };
  }
  function weekdayRange() {
    const { parts, now } = ranged(arguments);
    const [from, to = from] = map(parts, (text) => indexOf(DAYS, text));
    return from >= 0 && to >= 0 && isWithin(now.day, from, to);
  }
  function timeRange() {
    const { parts, now } = ranged(arguments);
    const n = map(parts, (part) => Whole(part));
    const seconds = now.hour * 3600 + now.minute * 60 + now.second;
    if (n.length === 1) return now.hour === n[0];
    if (n.length === 2) return n[0] <= n[1] ? n[0] <= now.hour && now.hour < n[1] : now.hour >= n[0] || now.hour < n[1];
    if (n.length === 4) return isWithin(seconds, n[0] * 3600 + n[1] * 60, n[2] * 3600 + n[3] * 60 + 59);
    return n.length === 6 && isWithin(seconds, n[0] * 3600 + n[1] * 60 + n[2], n[3] * 3600 + n[4] * 60 + n[5]);
  }
  // Each end is any of day, month, year; the parts that both ends leave out do not count.
  function endOf(parts) {
    const end = { date: null, month: null, year: null };
    for (const part of parts) {
      const month = indexOf(MONTHS, part);
      if (month >= 0) end.month = month;
      else if (Whole(part) > 31) end.year = Whole(part);
      else end.date = Whole(part);
    }
    return end;
  }
  const dayNumber = (value, end) =>
    (end.year === null ? 0 : value.year * 10000) + (end.month === null ? 0 : value.month * 100) + (end.date === null ? 0 : value.date);
  function dateRange() {
    const { parts, now } = ranged(arguments);
    if (parts.length === 0) return false;
    if (parts.length === 1 || parts.length === 3) {
      const one = endOf(parts);
      return dayNumber(now, one) === dayNumber(one, one);
    }
    const [from, to] = [endOf(parts.slice(0, parts.length / 2)), endOf(parts.slice(parts.length / 2))];
    return isWithin(dayNumber(now, from), dayNumber(from, from), dayNumber(to, to));
  }

  const helpers = {
    alert: () => undefined,
    isPlainHostName: (host) => indexOf(split(Text(host), ''), '.') < 0,
    dnsDomainIs: (host, domain) => endsWith(lower(Text(host)), lower(Text(domain))),
    localHostOrDomainIs: (host, full) => Text(host) === Text(full) || split(Text(full), '.')[0] === Text(host),
    dnsDomainLevels: (host) => split(Text(host), '.').length - 1,
    dnsResolve: firstV4,
    isResolvable: (host) => firstV4(host) !== null,
    isInNet: (host, net, mask) => {
      const address = isV4(host) ? host : firstV4(host);
      return address !== null && isV4(net) && isV4(mask) && (bitsOf(address) & bitsOf(mask)) === (bitsOf(net) & bitsOf(mask));
    },
    convert_addr: bitsOf,
    isValidIpAddress: isV4,
    myIpAddress: () => filter(split(ownAddresses, ';'), isV4)[0] ?? '127.0.0.1',
    shExpMatch, weekdayRange, dateRange, timeRange,
    dnsResolveEx: (host) => join(listOf(host), ';'),
    isResolvableEx: (host) => listOf(host).length > 0,
    isInNetEx: (host, prefix) => {
      const own = groupsOf(Text(host)) === null ? listOf(host) : [Text(host)];
      return filter(own, (address) => inPrefix(address, prefix)).length > 0;
    },
    myIpAddressEx: () => ownAddresses,
    sortIpAddressList: (list) => join(sort(filter(split(Text(list), ';'), (one) => groupsOf(one) !== null)), ';'),
    getClientVersion: () => '1.0',
  };
  for (const name in helpers) globalThis[name] = helpers[name];
  return (find, url, host) => {
    const answer = find(url, host);
    return typeof answer === 'string' ? slice(answer, 0, MAX_ANSWER) : '';
  };
})`;
