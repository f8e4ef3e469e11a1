/** Settings, explaining an error, firewall rules. */

export const toolsWords = {
  settings: {
    kept: 'Checks and settings are kept in',
    clear: 'Clear everything',
    clearAsk:
      'Delete every check and everything that a watch measured on this computer, and put the settings back? This cannot be undone.',
    cleared: 'Everything is cleared.',
    licence:
      'Open source under the MIT licence. The licences of what it is made of stand in THIRD-PARTY-NOTICES.txt beside it.',
    title: 'Settings',
    language: 'Language',
    languages: { system: 'As the system', en: 'English', ja: '日本語' },
    theme: 'Appearance',
    themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
    proxy: 'Proxy',
    proxyModes: { auto: 'As the system', none: 'None', url: 'This one' },
    proxyUrl: 'Address of the proxy',
    proxyHelp: 'Without a password: the WorkSpaces client supports none.',
    proxyInvalid: 'An address such as http://proxy.example.com:3128, without a name and password.',
    samples: 'Round-trip samples for each server',
    samplesHelp: 'From 3 to 100. More is steadier and takes longer.',
    deadline: 'Longest time for a whole check',
    deadlineUnit: 'seconds',
    history: 'Checks kept on this computer',
    historyHelp: 'From 0 to 1,000. The oldest go first; 0 keeps none.',
    locked: 'Set by your organisation.',
    saved: 'Saved.',
    about: 'About',
    version: (version: string, tables: string) => `Preflight ${version}. Tables of ${tables}.`,
    privacy: 'Preflight sends nothing to anybody but the servers in the plan. Results stay on this computer.',
    more: 'More',
    fewer: 'Fewer',
    quit: 'End Preflight',
    quitAsk:
      'Preflight ends on this computer. A check that runs is cancelled; finished checks stay in the history.',
  },
};
