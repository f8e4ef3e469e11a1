/**
 * A crashed page is loaded again: the run goes on in the engine's own process, and the page finds it. A page that crashes every time
 * would flicker for ever, so after three the app ends with a line that says so.
 */
import type { App, RenderProcessGoneDetails, WebContents } from 'electron';

const MOST_CRASHES = 3;

export interface Recovery {
  readonly reload: (contents: Pick<WebContents, 'reload'>) => void;
  readonly say: (line: string) => void;
  readonly giveUp: () => void;
}

export function recoverPage(app: Pick<App, 'on'>, { reload, say, giveUp }: Recovery): void {
  let crashes = 0;
  app.on('render-process-gone', (_event, contents: WebContents, { reason }: RenderProcessGoneDetails) => {
    if (reason === 'clean-exit') return;
    crashes += 1;
    say(
      `The page stopped (${reason})${crashes < MOST_CRASHES ? ': loading it again.' : ' again: giving up.'}\n`,
    );
    if (crashes < MOST_CRASHES) reload(contents);
    else giveUp();
  });
}
