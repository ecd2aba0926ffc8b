import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { tableFaultInChinese } from './table-fault'

const SERVER = join(import.meta.dirname, '..', '..', 'server')
const READERS = ['excel/read-table.ts', 'checkpoints/read-checkpoint-file.ts', 'staff/check-staff-rows.ts']
/** What an operator at a terminal alone is told: files that a browser sends are there, and not larger than a call. */
const AT_A_TERMINAL = /larger than|there is no such file/

test('every fault of a file that the server finds has words in Chinese', () => {
  const faults = READERS.flatMap((file) =>
    [...readFileSync(join(SERVER, file), 'utf8').matchAll(/OperatorError\(`([^`]+)`\)/g)].map(([, text = '']) => text),
  ).filter((text) => !AT_A_TERMINAL.test(text))
  assert.ok(faults.length >= 9, faults.join('\n'))
  for (const text of faults) {
    const said = tableFaultInChinese(text.replace(/\$\{file\}/, '表.csv').replaceAll(/\$\{[^}]+\}/g, '5000'))
    assert.match(said ?? '', /表\.csv .*\p{Script=Han}.*。$/u, text)
  }
})

test('what is not known is left to the words of the server', () => {
  assert.equal(tableFaultInChinese('something new'), null)
  assert.equal(
    tableFaultInChinese('At most 200 people are new in one file: send it in parts.'),
    '一个文件最多新增 200 人，请分成几个文件。',
  )
})
