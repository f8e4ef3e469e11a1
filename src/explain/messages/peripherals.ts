/** Screens, keys, printers and other devices of a session that works. Sources: user guide, client troubleshooting; guide2016 4186-4196. */
import { defineMessage, type ClientMessage } from '../message.ts';

export const PERIPHERALS: readonly ClientMessage[] = [
  defineMessage({
    id: 'copy-paste',
    wordings: {
      en: ['having trouble copying and pasting', 'copy and *paste does not work in the *WorkSpace'],
      ja: ['コピーと貼り付けがうまくいきません'],
      de: ['Ich habe Probleme beim Kopieren und Einfügen'],
      fr: ["J'ai des difficultés à copier et coller"],
    },
    causes: [
      [null, 'administrator'],
      [null, 'workspace'],
    ],
    documented: true,
    decidedBy: [],
    source: 'user-guide',
    words: {
      en: {
        message: 'Copy and paste do not work',
        causes: [
          'The administrator has switched clipboard redirection off.',
          'The object is larger than 20 MB, or of a kind that is not carried.',
        ],
        advice: 'Ask the administrator whether the clipboard is allowed.',
      },
      ja: {
        message: 'コピーと貼り付けができません',
        causes: [
          '管理者がクリップボードのリダイレクトを無効にしています。',
          '対象が 20 MB を超えるか、運べない種類です。',
        ],
        advice: 'クリップボードが許可されているかを、管理者に尋ねてください。',
      },
    },
  }),
  defineMessage({
    id: 'local-printer',
    wordings: {
      en: [
        "can't see my local *printer in the *WorkSpace",
        'cannot print to my local *printer from my *WorkSpace',
        'my home *printer is missing in the *WorkSpace',
      ],
      ja: ['*WorkSpace から *プリンター が見えません', '*WorkSpace から *プリンター に印刷できません'],
      de: ['Ich kann meinen lokalen *Drucker im *WorkSpace nicht sehen'],
      fr: ['Je ne vois pas mon *imprimante locale dans le *WorkSpace'],
    },
    causes: [
      [null, 'administrator'],
      [null, 'this-machine'],
    ],
    documented: true,
    decidedBy: ['local'],
    source: 'guide-2016',
    words: {
      en: {
        message: 'The local printer does not appear in the WorkSpace',
        causes: [
          'Printer redirection is off, or the driver of the printer is missing in the WorkSpace (Linux WorkSpaces have no redirection).',
          'The printer does not work on this computer either.',
        ],
        advice:
          'Print from this computer first. If that works, ask the administrator about redirection and the driver.',
      },
      ja: {
        message: 'ローカルプリンターが WorkSpace に出てきません',
        causes: [
          'プリンターのリダイレクトが無効か、WorkSpace にドライバーがありません（Linux WorkSpaces では使えません）。',
          'そのプリンターは、このパソコンでも使えません。',
        ],
        advice:
          '先に、このパソコンから印刷してください。できるときは、リダイレクトとドライバーを管理者に尋ねてください。',
      },
    },
  }),
  defineMessage({
    id: 'peripherals',
    wordings: {
      en: [
        "*headset doesn't work in my WorkSpace",
        "don't see video-in devices listed under devices on my WorkSpaces Windows client",
        '*webcam not detected or available in the WorkSpace',
      ],
      ja: ['WorkSpace でヘッドセットが使えません', 'クライアントのデバイスにビデオ入力が表示されません'],
      de: ['Mein *Headset funktioniert im *WorkSpace nicht'],
      fr: ['Mon *casque ne fonctionne pas dans mon *WorkSpace'],
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
        message: 'A headset, microphone or camera does not work in the WorkSpace',
        causes: [
          'The device is not working on this computer, or Windows N lacks the Media Feature Pack.',
          'The administrator has switched audio-in or video-in off, or the protocol does not carry it.',
        ],
        advice: 'Disconnect, plug the device in again, test it on this computer, and reconnect.',
      },
      ja: {
        message: 'ヘッドセット、マイク、カメラが WorkSpace で使えません',
        causes: [
          'その機器がこのパソコンで動いていないか、Windows N に Media Feature Pack がありません。',
          '管理者が音声入力またはビデオ入力を無効にしているか、プロトコルが対応していません。',
        ],
        advice: '切断して機器を差し直し、このパソコンで試してから、もう一度接続してください。',
      },
    },
  }),
  defineMessage({
    id: 'keyboard-language',
    wordings: {
      en: [
        'getting the wrong characters when I type for example when I try to type quotation marks',
        'wrong characters on the keyboard in the WorkSpace',
      ],
      ja: ['入力すると間違った文字が表示されます'],
      de: ['Beim Tippen werden falsche Zeichen angezeigt'],
      fr: ["J'obtiens de mauvais caractères lorsque je saisis du texte"],
    },
    causes: [[null, 'this-machine']],
    documented: true,
    decidedBy: [],
    source: 'user-guide',
    words: {
      en: {
        message: 'The keyboard types wrong characters',
        causes: ['This computer and the WorkSpace are set to different keyboard languages.'],
        advice: 'Set the same language and keyboard on both.',
      },
      ja: {
        message: 'キーボードで違う文字が入力されます',
        causes: ['このパソコンと WorkSpace で、キーボードの言語の設定が違います。'],
        advice: '両方に同じ言語とキーボードを設定してください。',
      },
    },
  }),
  defineMessage({
    id: 'mac-windows-key',
    wordings: {
      en: ['trouble using the Windows logo key in Windows WorkSpaces when working on a Mac'],
      ja: ['Mac で Windows ロゴキーが使えません'],
    },
    causes: [[null, 'this-machine']],
    documented: true,
    decidedBy: [],
    source: 'user-guide',
    words: {
      en: {
        message: 'The Windows logo key does not work from a Mac',
        causes: ['The client maps the Windows logo key and the Command key to Ctrl.'],
        advice: 'Remap the keys in the settings of the macOS client.',
      },
      ja: {
        message: 'Mac から Windows ロゴキーが使えません',
        causes: ['クライアントが、Windows ロゴキーと Command キーを Ctrl に割り当てています。'],
        advice: 'macOS クライアントの設定でキーの割り当てを変えてください。',
      },
    },
  }),
  defineMessage({
    id: 'mac-blurry',
    wordings: {
      en: ['WorkSpace looks blurry on my Mac', '*WorkSpace screen is *blurry on Mac'],
      ja: ['Mac で WorkSpace がぼやけて表示されます'],
      de: ['Mein *WorkSpace sieht auf meinem *Mac *verschwommen aus'],
      fr: ['Mon *WorkSpace est *flou sur mon *Mac'],
    },
    causes: [[null, 'this-machine']],
    documented: true,
    decidedBy: [],
    source: 'user-guide',
    words: {
      en: {
        message: 'The WorkSpace looks blurry on a Mac',
        causes: ['The high-resolution mode of the client is off.'],
        advice: 'Switch the high-DPI mode of the client on and set the scaling of the display.',
      },
      ja: {
        message: 'Mac で WorkSpace がぼやけて見えます',
        causes: ['クライアントの高解像度モードが無効です。'],
        advice: 'クライアントの高 DPI モードを有効にし、ディスプレイの拡大率を設定してください。',
      },
    },
  }),
  defineMessage({
    id: 'screen-flicker',
    wordings: {
      en: [
        "screen is flickering or not updating properly or my mouse isn't clicking in the right place",
        '*WorkSpace screen flickers',
        'mouse clicks in the wrong place of the *WorkSpace',
      ],
      ja: [
        '画面が *ちらつく 、または正しく更新されない、またはマウスが正しい場所をクリックしない',
        '画面がちらつく、正しく更新されない、マウスのクリック位置がずれる',
      ],
      de: [
        'Mein Bildschirm *flackert oder wird nicht richtig aktualisiert, oder meine Maus klickt nicht an der richtigen Stelle',
      ],
      fr: [
        'Mon écran *scintille ou ne se met pas à jour correctement, ou ma souris ne clique pas au bon endroit',
      ],
    },
    causes: [['client/outdated', 'this-machine']],
    documented: true,
    decidedBy: ['client'],
    source: 'user-guide',
    words: {
      en: {
        message: 'The screen flickers, or the mouse clicks in the wrong place',
        causes: ['Hardware acceleration of Windows clients before 3.1.4.'],
        advice: 'Update the client, or switch its hardware acceleration off.',
      },
      ja: {
        message: '画面がちらつく、またはマウスのクリック位置がずれます',
        causes: ['3.1.4 より前の Windows クライアントのハードウェアアクセラレーションです。'],
        advice: 'クライアントを更新するか、ハードウェアアクセラレーションを無効にしてください。',
      },
    },
  }),
];
