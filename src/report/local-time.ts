/**
 * A time of a report as the person who reads it has it on the wall: `2026-11-29 14:32 UTC+1`. `zone`: IANA name, by default this process's;
 * one that is no zone (a stranger's report, a redacted one) gives UTC.
 */
export function localTime(iso: string, zone?: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  const found = new Map(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const of = (type: Intl.DateTimeFormatPartTypes): string => found.get(type) ?? '';
  const offset = of('timeZoneName').replace('GMT', 'UTC').replace(/\+0$/, '');
  return `${of('year')}-${of('month')}-${of('day')} ${of('hour')}:${of('minute')} ${offset}`;
}

/** From one time to another, said once what both share: `2026-11-29 12:57 to 14:06 UTC+1`. `joined` sets both in a language. */
export function localSpan(
  first: string,
  last: string,
  joined: (first: string, last: string) => string,
): string {
  const [from, to] = [localTime(first), localTime(last)];
  if (from === to) return from;
  const [day = '', time = '', zone = ''] = from.split(' ');
  const [otherDay, otherTime, otherZone] = to.split(' ');
  if (otherTime === undefined || otherZone !== zone) return joined(from, to);
  return joined(`${day} ${time}`, otherDay === day ? `${otherTime} ${zone}` : to);
}

function formatOf(zone: string | undefined): Intl.DateTimeFormat {
  if (zone === undefined) return new Intl.DateTimeFormat('en-US', FORM);
  try {
    return new Intl.DateTimeFormat('en-US', { ...FORM, timeZone: zone });
  } catch {
    // Intl has no other way to ask whether a name is a zone: links and offsets count too.
    return new Intl.DateTimeFormat('en-US', { ...FORM, timeZone: 'UTC' });
  }
}

const FORM: Intl.DateTimeFormatOptions = {
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
  timeZoneName: 'shortOffset',
};
