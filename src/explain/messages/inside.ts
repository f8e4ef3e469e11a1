/**
 * What happens in the WorkSpace itself: none of it is a port of the network that the person sits in.
 * Sources: user guide, client troubleshooting; guide2016 2829-2910, 4224-4236; FAQ 577-581; whitepaper 1198.
 */
import { defineMessage, type ClientMessage } from '../message.ts';
import { SAID } from '../said.ts';

export const INSIDE: readonly ClientMessage[] = [
  defineMessage({
    id: 'unhealthy',
    wordings: {
      en: [
        'WorkSpace status unhealthy we could not connect you to your WorkSpace please try again in a few minutes',
        'one of my WorkSpaces has a state of unhealthy',
        'WorkSpace marked as unhealthy',
        'workspace *unhealthy',
      ],
      ja: [
        'WorkSpace のステータス 異常',
        '異常と表示されている WorkSpaces',
        'WorkSpace は正常な状態ではありません',
      ],
      es: ['Estado del WorkSpace: incorrecto'],
      de: ['Status des WorkSpace: Fehlerhaft. Wir konnten keine Verbindung zu Ihrem WorkSpace herstellen.'],
      fr: [
        "Mon *WorkSpace n'est pas *sain",
        "Statut du WorkSpace : défectueux. Nous n'avons pas pu vous connecter à votre WorkSpace.",
      ],
    },
    causes: [
      [null, 'workspace'],
      [null, 'workspace'],
    ],
    documented: true,
    decidedBy: [],
    source: 'user-guide',
    words: {
      en: {
        message: 'WorkSpace status: unhealthy',
        causes: [
          'The WorkSpace itself does not answer the service: it is starting, overloaded, or a program on it blocks ports. That is not this network, and cannot be seen from here.',
          'The computer name of the WorkSpace was changed, or its agent does not run.',
        ],
        advice: `Wait some minutes, then ask the administrator to restart the WorkSpace. ${SAID.en.noCheck}`,
      },
      ja: {
        message: 'WorkSpace のステータス：異常',
        causes: [
          'WorkSpace 自体がサービスに応答していません。起動中か、負荷が高いか、中のプログラムがポートを塞いでいます。このネットワークの問題ではなく、ここからは確かめられません。',
          'WorkSpace のコンピューター名が変更されたか、エージェントが動いていません。',
        ],
        advice: `数分待ってから、管理者に WorkSpace の再起動を頼んでください。${SAID.ja.noCheck}`,
      },
    },
  }),
  defineMessage({
    id: 'workspace-stopped',
    wordings: {
      en: [
        'cannot connect to your *WorkSpace because it is *stopped',
        'your *WorkSpace is *starting this may take a few minutes',
        'WorkSpace was previously stopped your session will start once it has resumed',
        'your WorkSpace is *resuming',
      ],
      ja: [
        '*WorkSpace を *開始 しています 数分かかる場合があります',
        'WorkSpace は停止していました 再開するとセッションが始まります',
      ],
      de: [
        'Ihr *WorkSpace wurde *angehalten',
        'Ihr WorkSpace wurde angehalten. Ihre Sitzung beginnt, sobald er fortgesetzt wurde.',
      ],
      fr: ['Votre WorkSpace était arrêté. Votre session démarrera dès sa reprise.'],
    },
    causes: [[null, 'workspace']],
    documented: true,
    decidedBy: [],
    source: 'faq',
    words: {
      en: {
        message: 'The WorkSpace was stopped and is starting again',
        causes: ['It runs in AutoStop mode and stops after some hours without use.'],
        advice:
          'Wait 90 seconds: the session then starts by itself. Longer than some minutes: ask the administrator.',
      },
      ja: {
        message: 'WorkSpace は停止していて、再開しているところです',
        causes: ['AutoStop モードのため、使わないまま数時間たつと停止します。'],
        advice:
          '90 秒待ってください。セッションは自動で始まります。数分以上かかるときは、管理者に尋ねてください。',
      },
    },
  }),
  defineMessage({
    id: 'session-interrupted',
    wordings: {
      en: [
        '*WorkSpace *disconnects every few minutes',
        'keeps *disconnecting from my *WorkSpace',
        'session was *disconnected *reconnecting to my *WorkSpace',
        '*trying to *reconnect to your *WorkSpace',
        '*disconnected from my *WorkSpace every *Sunday',
        '*maintenance of my *WorkSpace',
      ],
      ja: [
        '*WorkSpace が数分ごとに *切断 される',
        '*WorkSpace に *再接続 しています',
        '*WorkSpace のセッションが *切断 されました',
        '*日曜 に *WorkSpace が切れました',
        '*WorkSpace の *メンテナンス',
      ],
      de: [
        '*WorkSpace trennt ständig die *Verbindung',
        'die Sitzung zum WorkSpace wurde getrennt, die Verbindung wird wiederhergestellt',
      ],
      fr: ['je suis constamment *déconnecté de mon *WorkSpace', 'reconnexion à votre WorkSpace'],
    },
    causes: [
      ['latency/loss', 'local-network'],
      [null, 'workspace'],
      ['latency/terminated', 'path'],
    ],
    documented: true,
    decidedBy: ['latency', 'local'],
    source: 'guide-2016',
    words: {
      en: {
        message: 'A session was interrupted',
        causes: [
          'The network of this computer was gone for a moment: Wi-Fi, sleep, a change of network. The client reconnects by itself for 20 minutes, unless the administrator set another time.',
          'Maintenance of the WorkSpace: Sundays from 0:00 to 4:00, in the time zone of the Region.',
          SAID.en.slow,
        ],
        advice:
          'Wait: the session comes back by itself within 20 minutes. If it breaks again and again, run a check: loss and round trip decide. On a Sunday morning of the Region, try again after 4:00 there.',
      },
      ja: {
        message: 'セッションが中断されました',
        causes: [
          'このパソコンのネットワークが一時的に切れました（Wi-Fi、スリープ、ネットワークの切り替え）。管理者が別の時間に設定していなければ、クライアントは 20 分間、自動で再接続します。',
          'WorkSpace のメンテナンス中です。リージョンのタイムゾーンで日曜日の 0 時から 4 時までです。',
          SAID.ja.slow,
        ],
        advice:
          'お待ちください。20 分以内なら、セッションは自動で戻ります。何度も切れるときは、チェックを実行してください。損失と往復時間で判断できます。リージョンが日曜日の朝の場合は、現地の 4 時を過ぎてから試してください。',
      },
    },
  }),
  defineMessage({
    id: 'workspace-internet',
    wordings: {
      en: [
        'none of the *WorkSpaces in my directory can connect to the *internet',
        "can't connect to the *internet from my *WorkSpace",
        'no *internet inside the *WorkSpace',
        'cannot *browse the *internet from the *WorkSpace',
      ],
      ja: [
        '*WorkSpace から *インターネット に接続できません',
        '*WorkSpace の中で *インターネット が使えません',
      ],
      de: [
        'Keiner der *WorkSpaces in meinem Verzeichnis kann eine Verbindung mit dem *Internet herstellen',
        'Ich kann von meinem *WorkSpace aus keine Verbindung zum *Internet herstellen',
      ],
      fr: [
        'Aucun des *WorkSpaces de mon annuaire ne peut se connecter à *Internet',
        'Je ne parviens pas à me connecter à *Internet depuis mon *WorkSpace',
      ],
    },
    causes: [
      [null, 'administrator-network'],
      [null, 'administrator-network'],
    ],
    documented: true,
    decidedBy: [],
    source: 'guide-2016',
    words: {
      en: {
        message: 'The WorkSpace has no internet',
        causes: [
          'A WorkSpace has no internet until the administrator gives it some: no NAT gateway, or no public address.',
          'The routes, security group or proxy of the WorkSpace’s network do not let it out.',
        ],
        advice:
          'You see the desktop, so this network works. The administrator looks at the routes and the NAT gateway of the VPC.',
      },
      ja: {
        message: 'WorkSpace からインターネットに出られません',
        causes: [
          'WorkSpace は、管理者が設定するまでインターネットに出られません。NAT ゲートウェイまたは公開アドレスがありません。',
          'WorkSpace のネットワークのルート、セキュリティグループ、プロキシのいずれかが外に出していません。',
        ],
        advice:
          'デスクトップが見えているので、このネットワークは働いています。管理者が VPC のルートと NAT ゲートウェイを確かめます。',
      },
    },
  }),
  defineMessage({
    id: 'logon-banner',
    wordings: {
      en: [
        "can't connect to a Windows WorkSpace with an interactive logon banner",
        'interactive logon banner message',
      ],
      ja: ['対話型ログオンバナーのある WorkSpace に接続できません'],
    },
    causes: [[null, 'workspace']],
    documented: true,
    decidedBy: [],
    source: 'guide-2016',
    words: {
      en: {
        message: 'A WorkSpace with an interactive logon banner cannot be reached',
        causes: [
          'A Group Policy inside the WorkSpace shows a logon message, which is not supported and holds up sign-in.',
        ],
        advice: `The administrator removes the interactive logon message for the WorkSpaces. ${SAID.en.noPort}`,
      },
      ja: {
        message: '対話型ログオンバナーのある WorkSpace に接続できません',
        causes: [
          'WorkSpace のグループポリシーがログオンメッセージを表示しています。これはサポートされず、サインインが止まります。',
        ],
        advice: `管理者が、WorkSpaces の対話型ログオンメッセージを外します。${SAID.ja.noPort}`,
      },
    },
  }),
  defineMessage({
    id: 'slow-login',
    wordings: {
      en: [
        'it takes several minutes to *log in to my Windows *WorkSpace',
        '*WorkSpace *login takes several minutes',
      ],
      ja: ['Windows *WorkSpaces に *ログイン するのに数分かかる'],
      de: ['Die *Anmeldung bei meinem Windows *WorkSpace dauert mehrere Minuten'],
      fr: [
        'La connexion à mon *WorkSpace Windows prend parfois plusieurs minutes',
        'Il faut plusieurs minutes pour me connecter à mon *WorkSpace Windows',
      ],
    },
    causes: [
      [null, 'workspace'],
      [null, 'workspace'],
    ],
    documented: true,
    decidedBy: [],
    source: 'guide-2016',
    words: {
      en: {
        message: 'Signing in to the WorkSpace takes several minutes',
        causes: [
          'Group Policies are applied after the WorkSpace was started or restarted.',
          'Sign-in scripts or a large profile run inside the WorkSpace.',
        ],
        advice:
          'Some minutes after a restart are normal. If it stays so, the administrator looks at the policies and scripts.',
      },
      ja: {
        message: 'WorkSpace へのサインインに数分かかります',
        causes: [
          'WorkSpace の起動または再起動のあとに、グループポリシーが適用されています。',
          'WorkSpace の中で、サインインのスクリプトや大きなプロファイルが動いています。',
        ],
        advice: '再起動後の数分は正常です。いつもそうなるときは、管理者がポリシーとスクリプトを確かめます。',
      },
    },
  }),
  defineMessage({
    id: 'logged-off',
    wordings: {
      en: [
        'sometimes I am logged off of my Windows WorkSpace even though I closed the session but did not log off',
        'logged off although I only closed the session',
      ],
      ja: ['セッションを閉じただけなのに WorkSpace からログオフされる'],
      de: ['Ich werde manchmal von meinem WorkSpace abgemeldet, obwohl ich die Sitzung nur geschlossen habe'],
      fr: [
        "Je suis parfois déconnecté de mon WorkSpace, alors que j'ai fermé la session sans me déconnecter",
      ],
    },
    causes: [[null, 'workspace']],
    documented: true,
    decidedBy: [],
    source: 'guide-2016',
    words: {
      en: {
        message: 'Logged off, although the session was only closed',
        causes: ['A new or changed Group Policy asks for disconnected sessions to be logged off.'],
        advice: 'Save before you close the session, and ask the administrator about the policy.',
      },
      ja: {
        message: 'セッションを閉じただけなのに、ログオフされました',
        causes: ['新しい、または変更されたグループポリシーが、切断したセッションのログオフを求めています。'],
        advice: 'セッションを閉じる前に保存し、ポリシーを管理者に尋ねてください。',
      },
    },
  }),
  defineMessage({
    id: 'security-software',
    wordings: {
      en: [
        "installed a third-party security software package and now I can't connect to my WorkSpace",
        'installed *antivirus on the *WorkSpace and cannot connect any more',
      ],
      ja: ['セキュリティソフトをインストールしたら WorkSpace に接続できなくなりました'],
      de: [
        'Ich habe ein Sicherheitssoftwarepaket eines Drittanbieters installiert und kann keine Verbindung mit meinem WorkSpace herstellen',
        'Ich habe eine Sicherheitssoftware eines Drittanbieters installiert und kann keine Verbindung zu meinem WorkSpace mehr herstellen',
      ],
      fr: [
        "J'ai installé un logiciel de sécurité tiers et je ne parviens plus à me connecter à mon WorkSpace",
      ],
    },
    causes: [[null, 'workspace']],
    documented: true,
    decidedBy: [],
    source: 'guide-2016',
    words: {
      en: {
        message: 'Security software was installed in the WorkSpace, and it can no longer be reached',
        causes: [
          'The software blocks ports that the service needs on the WorkSpace itself (4172, 4195, 8200 in; 55002 out).',
        ],
        advice:
          'The administrator removes or sets up the software, or rebuilds the WorkSpace. This network is not involved.',
      },
      ja: {
        message: 'WorkSpace にセキュリティソフトを入れたあと、接続できなくなりました',
        causes: [
          'そのソフトが、WorkSpace 自体に必要なポート（受信 4172、4195、8200、送信 55002）を塞いでいます。',
        ],
        advice:
          '管理者がソフトを外すか設定を直し、または WorkSpace を再構築します。このネットワークは関係ありません。',
      },
    },
  }),
  defineMessage({
    id: 'apps-not-saved',
    wordings: {
      en: ['the state of my *apps was not *saved when my WorkSpace was stopped'],
      ja: ['WorkSpace の停止時にアプリの状態が保存されませんでした'],
    },
    causes: [
      [null, 'workspace'],
      [null, 'workspace'],
    ],
    documented: true,
    decidedBy: [],
    source: 'guide-2016',
    words: {
      en: {
        message: 'The state of the apps was not saved when the WorkSpace stopped',
        causes: [
          'The root volume has less free space than the WorkSpace has memory.',
          'The service could not reach the WorkSpace and had to shut it down.',
        ],
        advice: 'Free as much space on drive C as the bundle has memory.',
      },
      ja: {
        message: 'WorkSpace の停止時に、アプリの状態が保存されませんでした',
        causes: [
          'ルートボリュームの空きが、WorkSpace のメモリより少なくなっています。',
          'サービスが WorkSpace に届かず、強制的に停止しました。',
        ],
        advice: 'C ドライブに、バンドルのメモリと同じだけの空きを作ってください。',
      },
    },
  }),
];
