/** Sentences that several messages say, once in each language. */
const en = {
  otherServer: 'Somebody else answers in the place of the service.',
  slow: 'The round trip rose above what the client accepts.',
  clock: 'The clock of the zero client is wrong, because NTP is not set.',
  noCheck: 'A network check will not help.',
  noPort: 'No port of this network is involved.',
};

const ja: typeof en = {
  otherServer: 'サービスの代わりに、別のサーバーが応答しています。',
  slow: '往復時間が、クライアントの許す値を超えました。',
  clock: 'NTP が設定されておらず、ゼロクライアントの時計がずれています。',
  noCheck: 'ネットワークのチェックは役に立ちません。',
  noPort: 'このネットワークのポートは関係ありません。',
};

export const SAID = { en, ja } as const;
