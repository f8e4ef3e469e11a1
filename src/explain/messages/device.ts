/**
 * What is wrong with the client on the person's own computer: no port first.
 * Sources: user guide, client troubleshooting; guide2016 3637-3646; public issue thread of a Linux package (the streaming program that cannot start).
 */
import { CLIENT_GATES } from '../../core/client-gates.ts';
import { defineMessage, type ClientMessage } from '../message.ts';

const { win32, darwin, linux } = CLIENT_GATES.dcv.since;
/** First versions that stream DCV, as the guide has them. */
const FIRST_DCV = `Windows ${win32}, macOS ${darwin}, Ubuntu ${linux}`;

export const DEVICE: readonly ClientMessage[] = [
  defineMessage({
    id: 'streaming-program',
    printed: [
      'unable to launch dcvclient',
      'exceptiontype processlaunchfailure',
      'failed to get streaming details from native client',
      'dcvclient error while loading shared libraries',
    ],
    wordings: {
      en: [
        'unable to launch dcvclient',
        'dcvclient program could not be started',
        '*streaming *program cannot start',
      ],
      ja: ['dcvclient を起動できません', 'ストリーミング用プログラムを起動できません'],
    },
    causes: [
      [null, 'this-machine'],
      [null, 'this-machine'],
      [null, 'this-machine'],
    ],
    documented: false,
    decidedBy: ['client'],
    source: 'public-thread',
    words: {
      en: {
        message: 'The client cannot start its streaming program (dcvclient)',
        causes: [
          'The streaming program or one of its libraries is missing: an incomplete installation or repackaging.',
          'The version of the client does not fit this operating system.',
          'A security program on this computer stops it.',
        ],
        advice:
          'Sign-in has worked, so no port is the cause. Install the client again from the download page for exactly this system, then start it once more.',
      },
      ja: {
        message: 'クライアントがストリーミング用プログラム（dcvclient）を起動できません',
        causes: [
          'プログラムまたはそのライブラリがありません。インストールが不完全か、再パッケージに問題があります。',
          'クライアントの版が、このオペレーティングシステムに合いません。',
          'このパソコンのセキュリティソフトが止めています。',
        ],
        advice:
          'サインインはできているので、ポートが原因ではありません。このシステム用のクライアントをダウンロードページから入れ直し、もう一度起動してください。',
      },
    },
  }),
  defineMessage({
    id: 'white-page',
    wordings: {
      en: [
        'after logging in the Windows client application displays only a *white page and I cannot connect to my WorkSpace',
        '*white page after login',
        'blank *white screen after sign in',
        'client only shows a *white page',
      ],
      ja: [
        'ログイン後 クライアントアプリケーションに白いページのみ表示され WorkSpaces に接続できない',
        'サインイン後に白い画面',
      ],
      de: ['Nach der Anmeldung zeigt der Client nur eine weiße Seite'],
      fr: ["Après connexion, le client n'affiche qu'une page blanche"],
    },
    causes: [
      ['client/roots-missing', 'this-machine'],
      ['dns/name-not-found', 'local-network'],
      ['https/handshake-cut', 'path'],
    ],
    documented: true,
    decidedBy: ['dns', 'https', 'client'],
    source: 'guide-2016',
    words: {
      en: {
        message: 'After sign-in the client shows only a white page',
        causes: [
          'Expired VeriSign or Symantec certificates stand in the certificate store of this computer (not of the WorkSpace).',
          'A name of the sign-in page (graphics, styles, scripts) does not resolve or is filtered.',
          'A web filter cuts the connection to a name of the sign-in page.',
        ],
        advice:
          'Remove the expired VeriSign and Symantec certificates, and only expired ones, from the intermediate and trusted root authorities of this computer; then start the client again.',
      },
      ja: {
        message: 'サインイン後、クライアントに白いページしか表示されません',
        causes: [
          'このパソコン（WorkSpace ではなく）の証明書ストアに、期限の切れた VeriSign または Symantec の証明書があります。',
          'サインインページの名前（画像、スタイル、スクリプト）が解決できないか、遮断されています。',
          'Web フィルターが、サインインページの名前への接続を切っています。',
        ],
        advice:
          'このパソコンの中間証明機関と信頼されたルート証明機関から、期限の切れた VeriSign と Symantec の証明書だけを削除し、クライアントを起動し直してください。',
      },
    },
  }),
  defineMessage({
    id: 'preparing-login',
    wordings: {
      en: [
        'Windows client gets stuck on the preparing your login page screen when I try to log in',
        'stuck on preparing your login page',
        'preparing login page hangs',
      ],
      ja: ['クライアントが「ログインページの準備」画面でスタックします', 'ログインページを準備しています'],
      de: [
        'Der Windows-Client bleibt beim Anmelden auf der Seite „Ihre Anmeldeseite wird vorbereitet“ hängen',
      ],
      fr: ["Le client Windows reste bloqué sur l'écran « Préparation de votre page de connexion »"],
      es: ['El cliente de Windows se queda en la pantalla "Preparando su página de inicio de sesión"'],
    },
    causes: [
      ['client/outdated', 'this-machine'],
      'https/blocked',
      'proxy/authentication',
      'dns/name-not-found',
    ],
    documented: true,
    decidedBy: ['client', 'dns', 'https'],
    source: 'user-guide',
    words: {
      en: {
        message: 'Stuck at preparing your login page',
        causes: ['Versions 3.0.4 and 3.0.5 on Windows 10 hang here when they run as administrator.'],
        advice:
          'Update the client and start it without administrator rights; then run a check: the sign-in names on 443 decide.',
      },
      ja: {
        message: '「ログインページの準備」で止まります',
        causes: ['Windows 10 の 3.0.4 と 3.0.5 は、管理者として実行するとここで止まります。'],
        advice:
          'クライアントを更新し、管理者権限なしで起動してください。次に、チェックを実行してください。サインインの名前の 443 で判断できます。',
      },
    },
  }),
  defineMessage({
    id: 'tiny-login-page',
    wordings: {
      en: ['Windows client application login page is very tiny', 'login page is *tiny'],
      ja: ['クライアントのログインページが非常に小さい'],
    },
    causes: [[null, 'this-machine']],
    documented: true,
    decidedBy: [],
    source: 'user-guide',
    words: {
      en: {
        message: 'The login page of the Windows client is tiny',
        causes: ['The client runs as administrator on a screen with many pixels.'],
        advice: 'Start the client without administrator rights.',
      },
      ja: {
        message: 'Windows クライアントのログインページが非常に小さく表示されます',
        causes: ['高解像度の画面で、クライアントが管理者として実行されています。'],
        advice: '管理者権限なしでクライアントを起動してください。',
      },
    },
  }),
  defineMessage({
    id: 'client-update',
    wordings: {
      en: [
        '*skipped an *update to my client application and am having trouble updating my client to the latest version',
        'WorkSpaces client for Windows prompts to *update to a *version that is already *installed',
      ],
      ja: [
        'クライアントアプリケーションの更新をスキップしたため最新バージョンに更新できない',
        'すでにインストールされているバージョンへの更新を求められます',
      ],
    },
    causes: [
      ['client/outdated', 'this-machine'],
      [null, 'this-machine'],
    ],
    documented: true,
    decidedBy: ['client'],
    source: 'user-guide',
    words: {
      en: {
        message: 'The client does not update, or asks for an update that is there',
        causes: [
          'An update was skipped, and the client no longer offers it.',
          'Two copies are installed, one for this user and one for all users, and the older one starts.',
        ],
        advice: 'Uninstall every copy of the client and install the newest one once.',
      },
      ja: {
        message: 'クライアントが更新できない、または入っている版への更新を求められます',
        causes: [
          '更新がスキップされ、クライアントが更新を案内しなくなりました。',
          'このユーザー用とすべてのユーザー用の二つが入っていて、古いほうが起動します。',
        ],
        advice: 'クライアントをすべてアンインストールし、最新版を一つだけ入れてください。',
      },
    },
  }),
  defineMessage({
    id: 'chromebook',
    wordings: {
      en: ['unable to install the Android client application on my Chromebook'],
      ja: ['Chromebook に Android クライアントアプリケーションをインストールできません'],
    },
    causes: [
      [null, 'this-machine'],
      [null, 'administrator'],
    ],
    documented: true,
    decidedBy: [],
    source: 'user-guide',
    words: {
      en: {
        message: 'The Android client cannot be installed on a Chromebook',
        causes: [
          'The Chromebook does not run Android apps, or was sold before 2019 and must first be set up for them.',
          'Your company has not allowed Android apps on it.',
        ],
        advice: 'Ask whoever manages the Chromebook. The old Chromebook client ended with version 2.4.13.',
      },
      ja: {
        message: 'Chromebook に Android クライアントをインストールできません',
        causes: [
          'その Chromebook は Android アプリに対応していないか、2019 年より前の機種で先に設定が必要です。',
          '会社が Android アプリを許可していません。',
        ],
        advice:
          'Chromebook の管理者に尋ねてください。以前の Chromebook クライアントは 2.4.13 で終了しました。',
      },
    },
  }),
  defineMessage({
    id: 'mac-will-not-run',
    printed: ['WorkSpaces.app will damage your computer', "WorkSpaces.app is damaged and can't be opened"],
    wordings: {
      en: [
        "client application won't run on my Mac",
        'WorkSpaces app is damaged and cannot be opened move it to the Trash',
      ],
      ja: ['クライアントアプリケーションが Mac で実行されない'],
      de: ['Die WorkSpaces-Clientanwendung wird auf meinem *Mac nicht ausgeführt'],
      fr: ["L'application cliente WorkSpaces ne s'exécute pas sur mon *Mac"],
    },
    causes: [['client/outdated', 'this-machine']],
    documented: true,
    decidedBy: ['client'],
    source: 'user-guide',
    words: {
      en: {
        message: 'The client does not run on a Mac',
        causes: ['The client is too old for this macOS: 10.15 and later need version 3.0.2 or later.'],
        advice: 'Install the newest client from the download page.',
      },
      ja: {
        message: 'クライアントが Mac で動きません',
        causes: ['クライアントがこの macOS には古すぎます。10.15 以降では 3.0.2 以降が必要です。'],
        advice: 'ダウンロードページから最新のクライアントを入れてください。',
      },
    },
  }),
  defineMessage({
    id: 'client-and-protocol',
    wordings: {
      en: [
        '*which client for which *WorkSpace',
        '*iPad cannot connect to a *DCV WorkSpace',
        '*Android tablet cannot connect to a *DCV WorkSpace',
        '*zero *client cannot connect to a *DCV WorkSpace',
        '*thin *client for WorkSpaces which ports',
      ],
      ja: [
        'どの *クライアント でどの *WorkSpace に接続できるか',
        '*iPad から *DCV の WorkSpace に接続できない',
        '*Android から *DCV の WorkSpace に接続できない',
        '*ゼロクライアント から *DCV の WorkSpace に接続できない',
      ],
    },
    causes: [
      [null, 'administrator'],
      ['client/outdated', 'this-machine'],
    ],
    documented: true,
    decidedBy: ['client'],
    source: 'guide-2025',
    words: {
      en: {
        message: 'Which client goes with which WorkSpace',
        causes: [
          'The WorkSpace streams a protocol that this kind of client does not have. PCoIP alone: iPad, Android and zero clients. DCV and PCoIP: the clients for Windows and macOS. DCV: Ubuntu 22.04, the Thin Client (ports of Web Access), and Web Access.',
          `The client is too old for DCV: it needs ${FIRST_DCV}.`,
        ],
        advice:
          'Ask the administrator which protocol the WorkSpace uses; it can be changed there. Until then use a client that has it.',
      },
      ja: {
        message: 'どのクライアントでどの WorkSpace に接続できるか',
        causes: [
          'この種類のクライアントは、WorkSpace のプロトコルに対応していません。PCoIP だけ：iPad、Android、ゼロクライアント。DCV と PCoIP：Windows と macOS のクライアント。DCV：Ubuntu 22.04、Thin Client（ポートは Web Access と同じ）、Web Access。',
          `クライアントが DCV には古すぎます。必要なのは ${FIRST_DCV} 以降です。`,
        ],
        advice:
          'WorkSpace のプロトコルを管理者に尋ねてください。管理者は変更できます。それまでは、対応するクライアントを使ってください。',
      },
    },
  }),
  defineMessage({
    id: 'web-access-limits',
    wordings: {
      en: [
        '*Amazon *Linux WorkSpace in a *browser',
        '*Linux WorkSpace does not open in *Web *Access',
        'no *clipboard in *Web *Access',
        'no *webcam in *Web *Access',
        'no *microphone in *Web *Access',
      ],
      ja: [
        '*Amazon *Linux の WorkSpace を *ブラウザー で開けない',
        '*Web *Access で *クリップボード が使えない',
        '*Web *Access で *カメラ が使えない',
        '*Web *Access で *マイク が使えない',
      ],
    },
    causes: [[null, 'workspace']],
    documented: true,
    decidedBy: [],
    source: 'guide-2025',
    words: {
      en: {
        message: 'Web Access cannot do what was wanted',
        causes: [
          'Over PCoIP, Web Access is for Windows WorkSpaces alone (not Server 2019 or 2022), without clipboard, webcam and microphone, and not in every Region. Amazon Linux WorkSpaces do not open in a browser at all.',
        ],
        advice: 'Use the installed client, or ask the administrator for DCV on this WorkSpace.',
      },
      ja: {
        message: 'Web Access ではできないことです',
        causes: [
          'PCoIP の Web Access は Windows の WorkSpace（Server 2019 と 2022 を除く）だけで使え、クリップボード、カメラ、マイクは使えず、一部のリージョンにはありません。Amazon Linux の WorkSpace はブラウザーでは開けません。',
        ],
        advice:
          'インストールしたクライアントを使うか、この WorkSpace を DCV にするよう管理者に頼んでください。',
      },
    },
  }),
];
