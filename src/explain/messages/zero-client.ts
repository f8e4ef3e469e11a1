/**
 * Codes and messages of PCoIP zero clients and of the PCoIP server's log.
 * Sources: the maker's knowledge base (session connection failure codes, server log disconnect codes); guide2025 8780-8817; user guide, network error.
 */
import { defineMessage, type ClientMessage } from '../message.ts';
import { SAID } from '../said.ts';

export const ZERO_CLIENT: readonly ClientMessage[] = [
  defineMessage({
    id: 'zero-1000',
    printed: ['0x1000', '0x00001000', 'MGMT_SYS :Session lost', 'no pcoip data received in the past'],
    wordings: { en: ['*zero client session *lost'], ja: ['*ゼロクライアント のセッションが切れました'] },
    causes: [
      ['latency/loss', 'path'],
      [null, 'local-network'],
      [null, 'workspace'],
    ],
    documented: true,
    decidedBy: ['udp-4172', 'latency'],
    source: 'zero-client-base',
    words: {
      en: {
        message: 'Zero client: the session was lost (0x1000)',
        causes: [
          'Packets of the session stopped coming: loss on the way, or UDP 4172 was cut.',
          'The local network or its address changed during the session.',
          'The WorkSpace was restarted.',
        ],
        advice: 'Run a check for PCoIP from the same network, by cable: loss and UDP 4172 decide.',
      },
      ja: {
        message: 'ゼロクライアント：セッションが失われました（0x1000）',
        causes: [
          '画面のデータが届かなくなりました。途中でパケットが失われたか、UDP 4172 が切られました。',
          'セッション中に、ローカルネットワークまたはアドレスが変わりました。',
          'WorkSpace が再起動されました。',
        ],
        advice:
          '同じネットワークから有線で、PCoIP のチェックを実行してください。損失と UDP 4172 で判断できます。',
      },
    },
  }),
  defineMessage({
    id: 'zero-1001',
    printed: ['0x1001', '0x00001001'],
    wordings: {
      en: ['*zero client session *refused by the *host'],
      ja: ['*ゼロクライアント がホストに拒否されました'],
    },
    causes: [
      [null, 'workspace'],
      [null, 'administrator'],
    ],
    documented: true,
    decidedBy: [],
    source: 'zero-client-base',
    words: {
      en: {
        message: 'Zero client: the host refused the session (0x1001)',
        causes: [
          'A session is already open there, or the host has nothing left for another one.',
          'The WorkSpace is not a PCoIP one, or this device is not accepted.',
        ],
        advice:
          'The host answered, so the network works. End the other session, or ask the administrator to restart the WorkSpace.',
      },
      ja: {
        message: 'ゼロクライアント：ホストがセッションを拒否しました（0x1001）',
        causes: [
          'すでに別のセッションが開いているか、ホストに空きがありません。',
          'WorkSpace が PCoIP ではないか、この端末が許可されていません。',
        ],
        advice:
          'ホストは応答しているので、ネットワークは働いています。別のセッションを終えるか、管理者に WorkSpace の再起動を頼んでください。',
      },
    },
  }),
  defineMessage({
    id: 'zero-1002',
    printed: ['0x1002', '0x00001002'],
    wordings: {
      en: ['*zero client session timeout, the *host did not answer'],
      ja: ['*ゼロクライアント のホストが応答しません'],
    },
    causes: ['pcoip/tcp-blocked', 'gateway/rejected', [null, 'workspace'], [null, 'this-machine']],
    documented: true,
    decidedBy: ['tcp-4172', 'udp-4172'],
    source: 'zero-client-base',
    words: {
      en: {
        message: 'Zero client: the host did not answer (0x1002)',
        causes: [
          'The WorkSpace is stopped or starting.',
          'The firmware or its encryption setting does not fit: 6.0.0 or later is needed.',
        ],
        advice: 'Run a check with `--profile zero-client` from the same network: TCP and UDP 4172 decide.',
      },
      ja: {
        message: 'ゼロクライアント：ホストが応答しませんでした（0x1002）',
        causes: [
          'WorkSpace が停止中か、起動中です。',
          'ファームウェアまたは暗号化の設定が合いません。6.0.0 以降が必要です。',
        ],
        advice:
          '同じネットワークから `--profile zero-client` でチェックを実行してください。TCP と UDP の 4172 で判断できます。',
      },
    },
  }),
  defineMessage({
    id: 'zero-1003',
    printed: ['0x1003', '0x00001003'],
    wordings: {
      en: ['*zero client SSL *handshake with the host failed'],
      ja: ['*ゼロクライアント の TLS 接続に失敗しました'],
    },
    causes: [
      [null, 'this-machine'],
      ['https/tls-intercepted', 'local-network'],
      ['https/clock-skew', 'this-machine'],
    ],
    documented: true,
    decidedBy: ['tcp-4172', 'https'],
    source: 'zero-client-base',
    words: {
      en: {
        message: 'Zero client: TLS to the host failed (0x1003)',
        causes: [
          'The session negotiation of the zero client and of the host do not match (Suite B on one side).',
          'Something on the way decrypts TLS on port 4172, which is not supported.',
          SAID.en.clock,
        ],
        advice:
          'Set the session negotiation to the maximum compatibility and switch NTP on; then exempt port 4172 from TLS inspection.',
      },
      ja: {
        message: 'ゼロクライアント：ホストとの TLS に失敗しました（0x1003）',
        causes: [
          'ゼロクライアントとホストのセッション方式が合いません（片方だけ Suite B）。',
          '途中の機器がポート 4172 の TLS を復号しています。これはサポートされていません。',
          SAID.ja.clock,
        ],
        advice:
          'セッション方式を互換性が最も高い設定にし、NTP を有効にしてください。次に、ポート 4172 を TLS 検査から外してください。',
      },
    },
  }),
  defineMessage({
    id: 'zero-roots',
    printed: [
      'not rooted in the devices local certificate store',
      "not rooted in the device's local certificate store",
    ],
    wordings: {
      en: ['supplied certificate is not rooted in the local certificate store'],
      ja: ['証明書のルートがこの端末の証明書ストアにありません'],
    },
    causes: [['client/roots-missing', 'this-machine'], 'https/tls-intercepted'],
    documented: true,
    decidedBy: ['https'],
    source: 'user-guide',
    words: {
      en: {
        message: 'Zero client: the certificate is not rooted in its certificate store',
        causes: ['The zero client lacks the roots of Amazon Trust Services.'],
        advice:
          'Load the Amazon root certificates into the zero client. A check from a computer beside it shows whether somebody decrypts.',
      },
      ja: {
        message: 'ゼロクライアント：証明書のルートが証明書ストアにありません',
        causes: ['ゼロクライアントに Amazon Trust Services のルート証明書がありません。'],
        advice:
          'Amazon のルート証明書をゼロクライアントに入れてください。隣のパソコンでチェックを実行すると、復号されているかどうかが分かります。',
      },
    },
  }),
  defineMessage({
    id: 'timestamp',
    printed: ['certificate is invalid due to timestamp'],
    wordings: {
      en: ['supplied certificate is invalid due to timestamp', 'certificate timestamp invalid zero client'],
      ja: ['タイムスタンプのため証明書が無効です'],
    },
    causes: [
      ['https/clock-skew', 'this-machine'],
      [null, 'path'],
    ],
    documented: true,
    decidedBy: ['https'],
    source: 'guide-2025',
    words: {
      en: {
        message: 'The supplied certificate is invalid due to timestamp',
        causes: [SAID.en.clock, 'The zero client cannot reach its NTP server on UDP 123.'],
        advice:
          'Switch NTP on in the administrative interface of the zero client (pool.ntp.org, port 123), and allow UDP 123.',
      },
      ja: {
        message: 'タイムスタンプのため、証明書が無効です',
        causes: [SAID.ja.clock, 'ゼロクライアントが UDP 123 で NTP サーバーに届きません。'],
        advice:
          'ゼロクライアントの管理画面で NTP を有効にし（pool.ntp.org、ポート 123）、UDP 123 を許可してください。',
      },
    },
  }),
  defineMessage({
    id: 'usb-zero-client',
    wordings: {
      en: [
        'USB printers and other USB peripherals are not working for PCoIP zero clients',
        '*USB device does not work on the *zero client',
      ],
      ja: ['ゼロクライアントで USB プリンターや USB 機器が動作しません'],
      de: ['USB-Drucker und andere USB-Peripheriegeräte funktionieren bei PCoIP-Zero-Clients nicht'],
      fr: ['Les imprimantes USB et autres périphériques USB ne fonctionnent pas avec les clients zéro PCoIP'],
    },
    causes: [
      [null, 'administrator'],
      [null, 'this-machine'],
    ],
    documented: true,
    decidedBy: [],
    source: 'guide-2025',
    words: {
      en: {
        message: 'USB printers and devices do not work on a zero client',
        causes: [
          'USB redirection is off by default since version 20.10.4 of the PCoIP agent.',
          'The zero client itself is set to refuse the device.',
        ],
        advice: `Ask the administrator to switch USB redirection on for the WorkSpace. ${SAID.en.noPort}`,
      },
      ja: {
        message: 'ゼロクライアントで USB プリンターや USB 機器が使えません',
        causes: [
          'PCoIP エージェント 20.10.4 以降、USB リダイレクトは既定で無効です。',
          'ゼロクライアント自身が、その機器を拒否する設定になっています。',
        ],
        advice: `管理者に、WorkSpace の USB リダイレクトを有効にするよう頼んでください。${SAID.ja.noPort}`,
      },
    },
  }),
  defineMessage({
    id: 'pcoip-ended',
    printed: [
      'disconnect cause 0x102',
      'disconnect cause 0x103',
      'disconnect cause 0x104',
      'disconnect cause 0x301',
      'TERA_DISCONNECT_CAUSE_HOST_BROKER_SESSION_EXPIRY_TIMEOUT',
      'TERA_DISCONNECT_CAUSE_HOST_BROKER_MANUAL_USER_LOGOUT',
      'TERA_DISCONNECT_CAUSE_HOST_BROKER_MANUAL_ADMIN_DISCONNECT',
      'TERA_DISCONNECT_CAUSE_DEVICE_GPIO_MANUAL_USER_DISCONNECT',
    ],
    wordings: {
      en: ['PCoIP server log: the session was ended by the user or the administrator'],
      ja: ['PCoIP のセッションがユーザーまたは管理者によって終了されました'],
    },
    causes: [[null, 'account']],
    documented: true,
    decidedBy: [],
    source: 'zero-client-base',
    words: {
      en: {
        message: 'PCoIP log: somebody ended the session (0x102, 0x103, 0x104, 0x301)',
        causes: ['The user, the administrator or the longest allowed time ended the session on purpose.'],
        advice: `Sign in again. ${SAID.en.noCheck}`,
      },
      ja: {
        message: 'PCoIP のログ：セッションは意図して終了されました（0x102、0x103、0x104、0x301）',
        causes: ['ユーザー、管理者、または最長時間の設定が、セッションを終了しました。'],
        advice: `もう一度サインインしてください。${SAID.ja.noCheck}`,
      },
    },
  }),
  defineMessage({
    id: 'pcoip-lost',
    printed: ['disconnect cause 0x0', 'disconnect cause 0x00000000', 'TERA_DISCONNECT_CAUSE_NONE'],
    wordings: {
      en: ['PCoIP server log: session terminated due to lost network'],
      ja: ['ネットワークが失われたため PCoIP のセッションが終了しました'],
    },
    causes: [
      ['latency/loss', 'path'],
      ['latency/terminated', 'path'],
    ],
    documented: true,
    decidedBy: ['udp-4172', 'latency'],
    source: 'zero-client-base',
    words: {
      en: {
        message: 'PCoIP log: the session ended because the network was lost (0x0)',
        causes: ['Packets of the session stopped coming.', SAID.en.slow],
        advice: 'Run a check for PCoIP from the network of that session: loss and round trip decide.',
      },
      ja: {
        message: 'PCoIP のログ：ネットワークが失われ、セッションが終了しました（0x0）',
        causes: ['画面のデータが届かなくなりました。', SAID.ja.slow],
        advice:
          'そのセッションのネットワークから、PCoIP のチェックを実行してください。損失と往復時間で判断できます。',
      },
    },
  }),
  defineMessage({
    id: 'pcoip-server',
    printed: [
      'disconnect cause 0x100',
      'disconnect cause 0x101',
      'TERA_DISCONNECT_CAUSE_HOST_BROKER_INTERNAL_SERVER_FAILURE',
      'TERA_DISCONNECT_CAUSE_HOST_BROKER_GENERIC',
    ],
    wordings: {
      en: ['PCoIP server log: failure of PCoIP server initialization'],
      ja: ['PCoIP サーバーの初期化に失敗しました'],
    },
    causes: [[null, 'workspace']],
    documented: true,
    decidedBy: [],
    source: 'zero-client-base',
    words: {
      en: {
        message: 'PCoIP log: the PCoIP server did not start (0x100, 0x101)',
        causes: ['The PCoIP server inside the WorkSpace failed to start.'],
        advice: `Ask the administrator to restart the WorkSpace. ${SAID.en.noCheck}`,
      },
      ja: {
        message: 'PCoIP のログ：PCoIP サーバーが起動しませんでした（0x100、0x101）',
        causes: ['WorkSpace の中の PCoIP サーバーが起動に失敗しました。'],
        advice: `管理者に WorkSpace の再起動を頼んでください。${SAID.ja.noCheck}`,
      },
    },
  }),
];
