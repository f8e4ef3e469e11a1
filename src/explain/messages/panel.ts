/** The rows of the client's own network panel. Sources: public threads; user guide, network error; guide2025, client ports. */
import type { Code } from '../../causes/index.ts';
import { defineMessage, type ClientMessage, type Decider } from '../message.ts';

interface PortRow {
  readonly port: '4172' | '4195';
  readonly transport: 'tcp' | 'udp';
  readonly shut: Code;
  readonly silent: Code;
}

const PORT_ROWS: readonly PortRow[] = [
  { port: '4172', transport: 'tcp', shut: 'pcoip/tcp-blocked', silent: 'pcoip/tcp-refused' },
  { port: '4172', transport: 'udp', shut: 'pcoip/udp-rejected', silent: 'pcoip/udp-unproven' },
  { port: '4195', transport: 'tcp', shut: 'dcv/tcp-blocked', silent: 'dcv/tcp-refused' },
  { port: '4195', transport: 'udp', shut: 'dcv/udp-rejected', silent: 'dcv/udp-unproven' },
];

export const PANEL: readonly ClientMessage[] = [
  ...PORT_ROWS.map(portRow),
  defineMessage({
    id: 'panel-service',
    wordings: {
      en: [
        'WorkSpaces service red in the network check',
        'network status WorkSpaces service failed',
        'WorkSpaces service not reachable in the network check',
      ],
      ja: ['ネットワークチェックで WorkSpaces サービスが赤', 'ネットワークの状態 WorkSpaces サービス 失敗'],
    },
    causes: ['https/blocked', 'dns/name-not-found', 'https/tls-intercepted', 'proxy/authentication'],
    documented: false,
    decidedBy: ['dns', 'https'],
    source: 'public-thread',
    words: {
      en: {
        message: 'Network panel of the client: the WorkSpaces service is red',
        causes: [],
        advice: 'Run a check: the names on 443 decide. The streaming ports are the other rows of the panel.',
      },
      ja: {
        message: 'クライアントのネットワークパネル：WorkSpaces サービスが赤',
        causes: [],
        advice:
          'チェックを実行してください。443 の名前で判断できます。画面を送るポートは、パネルのほかの行です。',
      },
    },
  }),
  defineMessage({
    id: 'panel-internet',
    wordings: {
      en: [
        'health check red warning triangle for Internet',
        'network check Internet red',
        'network status Internet failed',
      ],
      ja: ['ネットワークチェックでインターネットに赤い警告'],
    },
    causes: [['https/blocked', 'path'], 'client/roots-missing', 'https/tls-intercepted', 'local/offline'],
    documented: true,
    decidedBy: ['local', 'dns', 'https', 'client'],
    source: 'user-guide',
    words: {
      en: {
        message: 'Network panel of the client: Internet is red',
        causes: ['Port 443 does not get out, or a name does not resolve.'],
        advice: 'Run a check: it tells a blocked port from a certificate that is not trusted.',
      },
      ja: {
        message: 'クライアントのネットワークパネル：インターネットが赤',
        causes: ['ポート 443 が外に出られないか、名前が解決できません。'],
        advice: 'チェックを実行してください。遮断されたポートと、信頼されない証明書を見分けます。',
      },
    },
  }),
];

function portRow({ port, transport, shut, silent }: PortRow): ClientMessage {
  const name = `${transport.toUpperCase()} ${port}`;
  const decider: Decider = `${transport}-${port}`;
  return defineMessage({
    id: `panel-${transport}-${port}`,
    wordings: {
      en: [
        `network status *${transport} port *${port} failed`,
        `network check *${transport} *${port} red`,
        `*${transport} port *${port} is blocked`,
      ],
      ja: [
        `*${transport} ポート *${port} が失敗しました`,
        `ネットワークチェックで *${transport} *${port} が赤`,
        `*${transport} ポート *${port} が遮断されています`,
      ],
    },
    causes: [
      [shut, 'path'],
      [silent, 'path'],
      ['vpn/all-traffic', 'local-network'],
      [null, 'this-machine'],
    ],
    documented: true,
    decidedBy: [decider],
    source: 'guide-2025',
    words: { en: portWords(name), ja: portWordsJa(name) },
  });
}

function portWords(name: string) {
  return {
    message: `Network panel of the client: ${name} failed`,
    causes: [
      `A firewall, router or VPN on the way blocks ${name}.`,
      name.startsWith('TCP')
        ? `Something answers for ${name} and refuses it.`
        : `${name} or its answers are dropped on the way.`,
      'A VPN carries this traffic and does not let the port through.',
      'A firewall on this computer blocks the client.',
    ] as const,
    advice: `Run a check: it tries ${name} at the health-check servers and the gateways, and says who refuses.`,
  };
}

function portWordsJa(name: string) {
  return {
    message: `クライアントのネットワークパネル：${name} が失敗`,
    causes: [
      `途中のファイアウォール、ルーター、VPN のいずれかが ${name} を遮断しています。`,
      name.startsWith('TCP')
        ? `途中の機器が ${name} を拒否しています。`
        : `${name} またはその返事が、途中で捨てられています。`,
      'VPN がこの通信を運び、ポートを通していません。',
      'このパソコンのファイアウォールがクライアントを止めています。',
    ] as const,
    advice: `チェックを実行してください。ヘルスチェックのサーバーとゲートウェイに ${name} を試し、どこが拒否するかを示します。`,
  };
}
