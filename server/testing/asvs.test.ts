/** `docs/asvs.md` says what holds of OWASP ASVS 5.0: every row is there once, and what it names exists. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** The rows of levels 1 and 2 of version 5.0.0, section by section, without OAuth and WebRTC. */
const ROWS: Record<string, string> = {
  '1.1': '1 2',
  '1.2': '1 2 3 4 5 6 7 8 9',
  '1.3': '1 2 3 4 5 6 7 8 9 10 11',
  '1.4': '1 2 3',
  '1.5': '1 2',
  '2.1': '1 2 3',
  '2.2': '1 2 3',
  '2.3': '1 2 3 4',
  '2.4': '1',
  '3.2': '1 2',
  '3.3': '1 2 3 4',
  '3.4': '1 2 3 4 5 6',
  '3.5': '1 2 3 4 5',
  '3.7': '1 2',
  '4.1': '1 2 3',
  '4.2': '1',
  '4.3': '1 2',
  '4.4': '1 2 3 4',
  '5.1': '1',
  '5.2': '1 2 3',
  '5.3': '1 2',
  '5.4': '1 2 3',
  '6.1': '1 2 3',
  '6.2': '1 2 3 4 5 6 7 8 9 10 11 12',
  '6.3': '1 2 3 4',
  '6.4': '1 2 3 4',
  '6.5': '1 2 3 4 5',
  '6.6': '1 2 3',
  '6.8': '1 2 3 4',
  '7.1': '1 2 3',
  '7.2': '1 2 3 4',
  '7.3': '1 2',
  '7.4': '1 2 3 4 5',
  '7.5': '1 2',
  '7.6': '1 2',
  '8.1': '1 2',
  '8.2': '1 2 3',
  '8.3': '1',
  '8.4': '1',
  '9.1': '1 2 3',
  '9.2': '1 2 3 4',
  '11.1': '1 2',
  '11.2': '1 2 3',
  '11.3': '1 2 3',
  '11.4': '1 2 3 4',
  '11.5': '1',
  '11.6': '1',
  '12.1': '1 2 3',
  '12.2': '1 2',
  '12.3': '1 2 3 4',
  '13.1': '1',
  '13.2': '1 2 3 4 5',
  '13.3': '1 2',
  '13.4': '1 2 3 4 5',
  '14.1': '1 2',
  '14.2': '1 2 3 4',
  '14.3': '1 2 3',
  '15.1': '1 2 3',
  '15.2': '1 2 3',
  '15.3': '1 2 3 4 5 6 7',
  '16.1': '1',
  '16.2': '1 2 3 4 5',
  '16.3': '1 2 3 4',
  '16.4': '1 2 3',
  '16.5': '1 2 3',
}

interface Row {
  id: string
  state: string
  what: string
  proofs: string[]
}

const text = readFileSync(join(ROOT, 'docs/asvs.md'), 'utf8')
const rows: Row[] = [...text.matchAll(/^\| (V[\d.]+) \| [12] \| ([a-z ]+) \| (.*?) \| (.*?) \|$/gm)].map(
  ([, id = '', state = '', what = '', proof = '']) => ({
    id,
    state,
    what,
    proofs: [...proof.matchAll(/`([^`]+)`/g)].map(([, named = '']) => named),
  }),
)

test('every row of levels 1 and 2 is answered once, in a state that there is', () => {
  const wanted = Object.entries(ROWS).flatMap(([section, numbers]) =>
    numbers.split(' ').map((number) => `V${section}.${number}`),
  )
  assert.equal(wanted.length, 217)
  assert.deepEqual(
    rows.map(({ id }) => id),
    wanted,
  )
  for (const { id, state, what } of rows) {
    assert.ok(['holds', 'written', 'not applicable', 'open'].includes(state), `${id}: ${state}`)
    assert.ok(what.length >= 3, `${id} says nothing`)
  }
})

test('what holds names a test that exists, what is written a document', () => {
  for (const { id, state, proofs } of rows) {
    if (state === 'holds')
      assert.ok(
        proofs.some((proof) => /\.(?:test|spec)\.ts/.test(proof)),
        `${id} names no test`,
      )
    if (state === 'written') assert.ok(proofs.length > 0, `${id} names no document`)
    for (const proof of proofs) {
      const [file = '', name] = proof.split(/: (.*)/s)
      assert.ok(existsSync(join(ROOT, file)), `${id}: there is no ${file}`)
      if (name !== undefined) {
        const source = readFileSync(join(ROOT, file), 'utf8')
        assert.ok(source.includes(name), `${id}: ${file} has no test that says "${name}"`)
      }
    }
  }
})

test('the sums at the head are those of the rows', () => {
  const count = (state: string) => rows.filter((row) => row.state === state).length
  const sums = ['holds', 'written', 'not applicable', 'open'].map(count)
  assert.ok(text.includes(`| ${sums.join(' | ')} |`), sums.join(' '))
})
