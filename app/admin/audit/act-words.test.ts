import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { audit } from '../../_text/audit'
import { actWords } from './act-words'

const SERVER = join(import.meta.dirname, '..', '..', '..', 'server')
/** As `writeAudit` is given them; those that end in a variable have their acts in a list of their own. */
const VERB = /verb: '([a-z-]+[. ][a-z-]+)'/g

const writtenVerbs = (): Set<string> => {
  const files = readdirSync(SERVER, { recursive: true, encoding: 'utf8' })
  const sources = files.filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
  return new Set(
    sources.flatMap((path) =>
      [...readFileSync(join(SERVER, path), 'utf8').matchAll(VERB)].flatMap(([, verb]) => verb ?? []),
    ),
  )
}

test('every act that is written down has words in both languages', () => {
  const verbs = writtenVerbs()
  assert.ok(verbs.size > 50)
  for (const language of ['zh', 'en'] as const) {
    const { groups, acts } = audit[language]
    const bare = [...verbs].filter((verb) => {
      const [group = '', act = ''] = verb.split(/[. ]/)
      return !(group in groups && act in acts)
    })
    assert.deepEqual(bare, [], language)
  }
  assert.equal(actWords(audit.zh, 'checkpoint.change'), '卡口 · 修改')
  assert.equal(actWords(audit.zh, 'nothing.known'), 'nothing · known')
})
