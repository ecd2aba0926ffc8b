/** Words that many choose, and those that stand around here. Lower case, four letters or more. */
const WORDS = [
  ...['password', 'passwort', 'passwd', 'secret', 'letmein', 'welcome', 'iloveyou', 'changeme', 'default', 'dragon'],
  ...[
    'monkey',
    'football',
    'baseball',
    'superman',
    'princess',
    'sunshine',
    'starwars',
    'michael',
    'computer',
    'internet',
  ],
  ...['administrator', 'admin', 'root', 'user', 'guest', 'test', 'demo', 'login', 'master', 'system', 'server'],
  ...['zhongguo', 'china', 'beijing', 'shanghai', 'mima', 'nihao'],
  // In pinyin people write what they would say: of love, of the family, of who they are, and curses.
  ...[
    'woaini',
    'woai',
    'aini',
    'niai',
    'xihuan',
    'zhende',
    'zuiai',
    'jiushi',
    'woshi',
    'nishi',
    'tiancai',
    'shuaige',
    'meinv',
  ],
  ...[
    'laopo',
    'laogong',
    'baobei',
    'baobao',
    'mama',
    'baba',
    'jiejie',
    'gege',
    'erzi',
    'nver',
    'wojia',
    'ziji',
    'buzhidao',
  ],
  ...[
    'kuaile',
    'xingfu',
    'pingan',
    'facai',
    'jixiang',
    'ruyi',
    'wansui',
    'caonima',
    'shabi',
    'meiyou',
    'zhimakaimen',
    'woxihuanni',
    'aidejiushini',
  ],
  ...[
    'yiwannian',
    'yibeizi',
    'yongyuan',
    'siquanjia',
    'wang',
    'zhang',
    'chen',
    'yang',
    'huang',
    'zhao',
    'zhou',
    'jiang',
  ],
  // In digits too, since they sound like words: 520 is I love you, 1314 for a whole life, 168 all the way to riches.
  ...[
    '5201314',
    '5211314',
    '584520',
    '5845',
    '5841314',
    '1314',
    '7758521',
    '7758258',
    '7758',
    '3344',
    '2587758',
    '1392010',
  ],
  ...[
    '520',
    '521',
    '168',
    '888',
    '666',
    '110',
    '120',
    '119',
    '147258369',
    '258369',
    '147258',
    '159357',
    '369',
    '13800138000',
    '13579',
    '24680',
    '246810',
  ],
  ...['kakou', 'checkpoint', 'zhihui', 'command', 'planner', 'tablet', '卡口', '指挥', '密码', '管理员'],
]

/** What fingers do without thinking, forwards and backwards. */
const ROWS = [
  '0123456789012',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1qaz2wsx3edc4rfv5tgb',
]
const RUNS = ROWS.flatMap((row) => [row, [...row].reverse().join('')])
const MIN_RUN = 4
/** So many characters must be left when all that is easily guessed is taken away. */
const MIN_LEFT = 4

const LOOKALIKES: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'l',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '@': 'a',
  $: 's',
}

/** Whether a password is among the first that anybody would try; `names` are those of its account. */
export const isWeakPassword = (password: string, names: readonly string[]): boolean => {
  const plain = password.normalize('NFKC').toLowerCase()
  const meant = [...plain].map((character) => LOOKALIKES[character] ?? character).join('')
  return leftOf(plain, names) < MIN_LEFT || leftOf(meant, names) < MIN_LEFT
}

/** How many different characters carry the password, once words, names, dates and runs are taken out of it. */
const leftOf = (password: string, names: readonly string[]): number => {
  const own = names.map((name) => name.normalize('NFKC').toLowerCase()).filter((name) => name.length >= 2)
  let rest = password
  for (const word of [...own, ...WORDS].sort((a, b) => b.length - a.length)) rest = rest.replaceAll(word, '')
  rest = rest.replace(/(?:19|20)\d\d(?:0?[1-9]|1[0-2])?(?:0?[1-9]|[12]\d|3[01])?/g, '')
  return new Set(withoutRuns(rest).replace(/[\p{P}\p{S}\s]/gu, '')).size
}

const withoutRuns = (text: string): string => {
  let rest = ''
  for (let at = 0; at < text.length; ) {
    const length = Math.max(...RUNS.map((row) => runAt(text, at, row)))
    if (length >= MIN_RUN) at += length
    else rest += text.charAt(at++)
  }
  return rest
}

const runAt = (text: string, at: number, row: string): number => {
  const start = row.indexOf(text.charAt(at))
  if (start < 0) return 0
  let length = 1
  while (at + length < text.length && text.charAt(at + length) === row.charAt(start + length)) length++
  return length
}
