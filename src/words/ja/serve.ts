/** The page behind a link of its own: what the terminal says of it. */
import type { serve as English } from '../en/serve.ts';

export const serve: typeof English = {
  serve: {
    byHand:
      '終了するには、このウィンドウかページを閉じてください。コマンドの使い方はターミナルの「preflight --help」で見られます。',
    at: (url) => `Preflight のページ：${url}`,
    openLink: 'このリンクをブラウザーで開いてください。',
    once: 'リンクは 1 回だけ、このコンピューターだけで使えます。Ctrl-C で終了します。',
    closingEnds: 'ページを閉じても終了します。',
    opened: {
      window: '専用のウィンドウで開きました。',
      browser: 'ブラウザーで開きました。',
      'no-display': 'ここには画面がありません。このリンクをブラウザーで開いてください。',
      none: 'ブラウザーを起動できませんでした。このリンクを開いてください。',
    },
    joined: (...sentences) => sentences.join(''),
    used: 'リンクが使われ、ページが開いています。心当たりがない場合は Ctrl-C で終了してください。',
    refused: '使用済みか正しくないリンクが開かれたため、拒否しました。',
    already: 'Preflight はすでに起動しています。別のページを開きました。',
    fault: (what) => `Preflight の不具合：${what}`,
  },
};
