/** Sentences that several causes say, once in each language. What one cause alone says stands in its own file. */
const en = {
  otherNetwork: 'Switch the VPN off, if you may, or try another network such as your phone, and check again.',
  eitherWay: 'Switch the VPN off or on, or try another network such as your phone, and check again.',
  compareNetworks: 'Compare with another network.',
  compareServers: 'Compare with another DNS server.',
  compareWithoutVpn: 'Compare with the VPN off.',
  freeTheLine: 'Stop large uploads and downloads, use a cable instead of Wi-Fi, if you can, and check again.',
  thenCloser:
    'Then try a cable, a place closer to the Wi-Fi router, or another network such as your phone, and check again.',
  cableWithoutVpn: 'Check again from a cable, and without the VPN: what stays is the line.',
  restartRouter: 'Restart the router if it is yours.',
  ifItStays: 'If it stays, send this result to your helpdesk.',
  sendResult: 'Send this result to your helpdesk.',
  updateClient: 'Update the WorkSpaces client and check again.',
  rollOutClient: 'Roll out the current client.',
  whileSessionsWork:
    'Nothing to do as long as sessions work. If the picture stays black, tell your helpdesk about this line.',
  nothing: 'Nothing to do.',
  newerTables: 'Nothing to fix here. Update Preflight when there is a newer edition of its tables.',
  nothingBlocked: 'Nothing is blocked.',
  noPort: 'No port to open.',
  nothingLeft: 'Nothing to do: no packet left this computer.',
  forbiddenHere: 'The firewall of this computer forbids it.',
  securityFirst: 'Look at security software on this computer first, then at the firewall.',
  controlSilent: 'The UDP control server stayed silent as well.',
  hangs: 'Signing in hangs, or the picture stays black.',
  stutters: 'Sound breaks up and the pointer jumps.',
  peerShares: 'The way to Amazon shares the part up to the internet with it, not the rest.',
  peerFirewall: "The peer's own firewall stands on the way too.",
  whichProtocol: 'Which protocol does this WorkSpace use?',
  onlyHit: (names: string) => `Only ${names} is hit.`,
  firstBroken: (layer: string) => `First broken layer: ${layer}.`,
  ownFirewall: (what: string) => `Tell your helpdesk that the firewall of this computer blocks ${what}.`,
  beyondDcv: (limit: string) => `The documents promise nothing for DCV above ${limit}.`,
  allowUdp: (ports: string) =>
    `Allow outbound UDP ${ports} to the gateway ranges of the Region, and the answers back.`,
};

const ja: typeof en = {
  otherNetwork: 'できれば VPN を切るか、スマートフォンなど別のネットワークで、もう一度チェックしてください。',
  eitherWay:
    'VPN のオンとオフを切り替えるか、スマートフォンなど別のネットワークで、もう一度チェックしてください。',
  compareNetworks: '別のネットワークと比べてください。',
  compareServers: '別の DNS サーバーと比べてください。',
  compareWithoutVpn: 'VPN を切った状態と比べてください。',
  freeTheLine: '大きな送受信を止め、できれば Wi-Fi ではなくケーブルで、もう一度チェックしてください。',
  thenCloser:
    '次に、ケーブル、Wi-Fi ルーターに近い場所、スマートフォンなど別のネットワークを試し、もう一度チェックしてください。',
  cableWithoutVpn: 'ケーブルで、VPN なしで、もう一度チェックしてください。それでも残れば回線が原因です。',
  restartRouter: '自分のルーターなら再起動してください。',
  ifItStays: '続く場合は、この結果をヘルプデスクに送ってください。',
  sendResult: 'この結果をヘルプデスクに送ってください。',
  updateClient: 'WorkSpaces クライアントを更新して、もう一度チェックしてください。',
  rollOutClient: '最新のクライアントを配布してください。',
  whileSessionsWork:
    'セッションが動いていれば何もする必要はありません。画面が黒いままなら、この行をヘルプデスクに伝えてください。',
  nothing: '何もする必要はありません。',
  newerTables: 'ここで直すものはありません。新しい表が出たら Preflight を更新してください。',
  nothingBlocked: '遮断されているものはありません。',
  noPort: '開けるポートはありません。',
  nothingLeft: '何もする必要はありません。このパソコンからは何も出ていません。',
  forbiddenHere: 'このパソコンのファイアウォールが禁止しています。',
  securityFirst: 'まずこのパソコンのセキュリティソフト、次にファイアウォールを調べてください。',
  controlSilent: 'UDP の対照サーバーも応答しませんでした。',
  hangs: 'サインインが止まるか、画面が黒いままになります。',
  stutters: '音が途切れ、ポインターが飛びます。',
  peerShares: 'Amazon への道と共通なのはインターネットに出るまでで、その先は別です。',
  peerFirewall: 'ピア側のファイアウォールも途中にあります。',
  whichProtocol: 'この WorkSpace がどのプロトコルを使うか確認してください。',
  onlyHit: (names) => `影響を受けるのは ${names} だけです。`,
  firstBroken: (layer) => `最初に止まる層は${layer}です。`,
  ownFirewall: (what) =>
    `このパソコンのファイアウォールが${what}をふさいでいることを、ヘルプデスクに伝えてください。`,
  beyondDcv: (limit) => `資料は ${limit} を超える DCV について何も約束していません。`,
  allowUdp: (ports) =>
    `リージョンのゲートウェイの範囲への UDP ${ports} の送信と、その応答を許可してください。`,
};

export const ADVICE = { en, ja } as const;
