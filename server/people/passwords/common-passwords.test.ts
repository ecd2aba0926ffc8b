import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { commonPasswords, isCommonPassword } from './common-passwords'
import { passwordFault } from './password'

const env = { breachedPasswords: null }

test('the 3,000 commonest that are long enough are refused, and as many again', async () => {
  const common = [...(await commonPasswords())]
  assert.equal(common.length, 20_000)
  for (const password of common) assert.ok(password.length >= 10, password)
  for (const password of common.slice(0, 3_000)) assert.ok(await passwordFault(env, password, []), password)
  for (const password of ['Basketball', 'MANCHESTER', 'Ｍanchester', 'Leavemealone'])
    assert.ok(await isCommonPassword(password))
})

/** Some of the commonest of the leaks of Chinese sites, of ten characters or more. */
const CHINESE = [
  ...[
    'woaini1314',
    'a123456789',
    '123456789a',
    '5845201314',
    'woaini5201314',
    'zxcvbnm123',
    'woaiwoziji',
    'zhendeaini',
  ],
  ...[
    '1314520520',
    '52013145201314',
    '77585211314',
    '7708801314520',
    'wobuzhidao',
    'jiushiaini',
    'caonima123',
    'wang123456',
  ],
  ...[
    'zhang123456',
    'meiyoumima',
    'zhimakaimen',
    'woshitiancai',
    'woainilaopo',
    'laopowoaini',
    'woxihuanni',
    'chen123456',
  ],
  ...[
    'ainiyiwannian',
    'aidejiushini',
    '13800138000',
    '13579246810',
    '1357924680',
    '147258369147',

    'woaiwojia520',
  ],
]

test('what Chinese habits make is refused: love in pinyin and in digits, surnames, curses', async () => {
  for (const password of CHINESE) assert.ok(await passwordFault(env, password, []), password)
})

test('no page knows the list', () => {
  const app = fileURLToPath(new URL('../../../app', import.meta.url))
  const files = readdirSync(app, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file))
  assert.ok(files.length > 100)
  for (const file of files)
    assert.doesNotMatch(readFileSync(`${app}/${file}`, 'utf8'), /common-passwords|weak-password/, file)
})
