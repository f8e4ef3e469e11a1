/** The rules of Suricata's user guide ("Rules Format", "TLS keywords", "HTTP keywords"), as far as they are written. */
import { eachLine, linesOf, product, type Said } from './said.ts';

const MSG = 'msg:"[^";:\\\\]{1,200}";';
const END = 'sid:(\\d{7,9}); rev:1;\\)$';

export function saidBySuricata(text: string): Said {
  const found: string[] = [];
  const numbers = new Set<string>();
  const number = (sid: string): void => {
    if (numbers.has(sid)) throw new Error(`a number that comes twice: ${sid}`);
    numbers.add(sid);
  };
  const named = (transport: string, port: string, content: string, ends: string): string => {
    // `endswith` behind a dot is every name below; with both ends it is one name.
    if (content.startsWith('.') !== (ends === 'endswith;')) throw new Error(`${content} ${ends}`);
    return `${transport} ${port} ${content.startsWith('.') ? `*${content}` : content}`;
  };
  eachLine(linesOf(text, '#'), [
    [
      new RegExp(`^pass (tcp|udp) \\$HOME_NET any -> \\[([0-9a-f:./,]+)\\] (\\d+) \\(${MSG} ${END}`),
      ([transport = '', blocks = '', port = '', sid = '']) => {
        number(sid);
        found.push(...product([`${transport} ${port}`], blocks.split(',')));
      },
    ],
    [
      new RegExp(
        `^pass tls \\$HOME_NET any -> any (\\d+) \\(${MSG} flow:to_server,established; tls\\.sni; content:"([a-z0-9.-]+)"; ((?:startswith; )?endswith;) nocase; ${END}`,
      ),
      ([port = '', content = '', ends = '', sid = '']) => {
        number(sid);
        found.push(named('tcp', port, content, ends));
      },
    ],
    [
      new RegExp(
        `^pass http \\$HOME_NET any -> any (\\d+) \\(${MSG} flow:to_server,established; http\\.host; content:"([a-z0-9.-]+)"; (startswith; endswith;) ${END}`,
      ),
      ([port = '', content = '', ends = '', sid = '']) => {
        number(sid);
        found.push(named('tcp', port, content, ends));
      },
    ],
  ]);
  return new Set(found);
}
