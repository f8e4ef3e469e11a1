/** Sentences that several causes say, once in each language. What one cause alone says stands in its own file. */
const en = {
  otherNetwork: 'Switch the VPN off, if you may, or try another network such as your phone, and check again.',
  compareWithoutVpn: 'Compare with the VPN off.',
  freeTheLine: 'Stop large uploads and downloads, use a cable instead of Wi-Fi, if you can, and check again.',
  cableWithoutVpn: 'Check again from a cable, and without the VPN: what stays is the line.',
  restartRouter: 'Restart the router if it is yours. If it stays, send this result to your helpdesk.',
  updateClient: 'Update the WorkSpaces client and check again.',
  rollOutClient: 'Roll out the current client.',
  whileSessionsWork:
    'Nothing to do as long as sessions work. If the picture stays black, tell your helpdesk about this line.',
  nothing: 'Nothing to do.',
  noPort: 'No port to open.',
  nothingLeft: 'Nothing to do: no packet left this computer.',
  forbiddenHere: 'The firewall of this computer forbids it.',
  securityFirst: 'Look at security software on this computer first, then at the firewall.',
  controlSilent: 'The UDP control server stayed silent as well.',
  stutters: 'Sound breaks up and the pointer jumps.',
  peerShares: 'The way to Amazon shares the part up to the internet with it, not the rest.',
  allowUdp: (ports: string) =>
    `Allow outbound UDP ${ports} to the gateway ranges of the Region, and the answers back.`,
};

const ja: typeof en = {
  otherNetwork: 'できれば VPN を切るか、スマートフォンなど別のネットワークで、もう一度チェックしてください。',
  compareWithoutVpn: 'VPN を切った状態と比べてください。',
  freeTheLine: '大きな送受信を止め、できれば Wi-Fi ではなくケーブルで、もう一度チェックしてください。',
  cableWithoutVpn: 'ケーブルで、VPN なしで、もう一度チェックしてください。それでも残れば回線が原因です。',
  restartRouter: '自分のルーターなら再起動してください。続く場合は、この結果をヘルプデスクに送ってください。',
  updateClient: 'WorkSpaces クライアントを更新して、もう一度チェックしてください。',
  rollOutClient: '最新のクライアントを配布してください。',
  whileSessionsWork:
    'セッションが動いていれば何もする必要はありません。画面が黒いままなら、この行をヘルプデスクに伝えてください。',
  nothing: '何もする必要はありません。',
  noPort: '開けるポートはありません。',
  nothingLeft: '何もする必要はありません。このパソコンからは何も出ていません。',
  forbiddenHere: 'このパソコンのファイアウォールが禁止しています。',
  securityFirst: 'まずこのパソコンのセキュリティソフト、次にファイアウォールを調べてください。',
  controlSilent: 'UDP の対照サーバーも応答しませんでした。',
  stutters: '音が途切れ、ポインターが飛びます。',
  peerShares: 'Amazon への道と共通なのはインターネットに出るまでで、その先は別です。',
  allowUdp: (ports) =>
    `リージョンのゲートウェイの範囲への UDP ${ports} の送信と、その応答を許可してください。`,
};

export const ADVICE = { en, ja } as const;
