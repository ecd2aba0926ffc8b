import assert from 'node:assert/strict'
import { test } from 'node:test'
import { scanSource } from './source-scan'
import { checkText, TEXT_RULES } from './text-rules'

type Plant = { path: string; text: string }
const rulesBroken = (plant: Plant) => checkText([scanSource(plant)]).map((finding) => finding.rule)

// Put together at run time, so that this file does not break the rules that it plants.
const word = (...parts: string[]) => parts.join('')

const PLANTS: Record<string, { bad: Plant[]; good: Plant[] }> = {
  'domain-has-no-clock': {
    bad: [
      { path: 'server/domain/shift.ts', text: 'const now = Date.now()' },
      { path: 'server/domain/shift.ts', text: 'const now = new Date()' },
      { path: 'server/domain/shift.ts', text: 'const draw = Math.random()' },
      { path: 'server/protocol/entry.ts', text: 'const now = new Date( )' },
    ],
    good: [
      { path: 'server/domain/shift.ts', text: 'const at = new Date(ms)' },
      { path: 'server/domain/shift.ts', text: '// never Date.now(): the caller gives the time' },
      { path: 'server/domain/shift.test.ts', text: 'const now = Date.now()' },
    ],
  },
  'one-clock': {
    bad: [
      { path: 'server/live/board.ts', text: 'const now = Date.now()' },
      { path: 'server/entries/store-entries.ts', text: 'const from = performance.now()' },
    ],
    good: [
      { path: 'server/clock.ts', text: 'export const now = () => Date.now()' },
      { path: 'server/cli/verify.ts', text: 'const now = Date.now()' },
      { path: 'server/live/board.ts', text: 'const now = clock.now()' },
    ],
  },
  'one-environment': {
    bad: [
      { path: 'server/main.ts', text: 'const port = process.env.PORT' },
      { path: 'db/client.ts', text: 'const url = process.env.DATABASE_URL' },
      { path: 'app/page.tsx', text: 'const demo = process.env.KAKOU_DEMO' },
    ],
    good: [
      { path: 'server/env.ts', text: 'const port = process.env.PORT' },
      { path: 'db/drizzle.config.ts', text: 'const url = process.env.DATABASE_URL' },
      { path: 'server/launch.mjs', text: 'const port = process.env.PORT' },
    ],
  },
  'one-console': {
    bad: [{ path: 'server/live/board.ts', text: "console.log('here')" }],
    good: [
      { path: 'server/log.ts', text: "console.log('here')" },
      { path: 'server/cli/doctor.ts', text: "console.log('here')" },
    ],
  },
  'scope-in-the-database': {
    bad: [
      { path: 'server/people/list-users.ts', text: 'const rows = await core.database.sql`select 1`' },
      { path: 'server/closures/lift-closure.ts', text: 'await core.database.sql.begin(async (tx) => {})' },
      { path: 'server/closures/lift-closure.ts', text: 'const { sql } = core.database' },
    ],
    good: [
      { path: 'server/people/list-users.ts', text: 'await inScope(core.database, actor, (tx) => tx`select 1`)' },
      { path: 'server/people/sessions/sign-in.ts', text: 'const { sql } = core.database' },
      { path: 'server/people/list-users.test.ts', text: 'await core.database.sql`select 1`' },
    ],
  },
  'no-server-actions': {
    bad: [
      { path: 'app/admin/save.ts', text: "'use server'\nexport async function save() {}" },
      { path: 'app/admin/page.tsx', text: 'const save = async () => {\n  "use server"\n}' },
    ],
    good: [
      { path: 'app/admin/page.tsx', text: "'use client'" },
      { path: 'app/_text/admin.ts', text: "const hint = 'use server time'" },
    ],
  },
  'nothing-switched-off': {
    bad: [
      { path: 'app/page.tsx', text: word('// @ts-', 'ignore') },
      { path: 'app/page.tsx', text: word('// biome-', 'ignore lint: no') },
    ],
    good: [{ path: 'app/page.tsx', text: '// the linter ignores nothing here' }],
  },
  'no-promises': {
    bad: [{ path: 'app/page.tsx', text: word('// TO', 'DO later') }],
    good: [{ path: 'app/page.tsx', text: '// what there is to do' }],
  },
  'every-test-runs': {
    bad: [
      { path: 'server/domain/plate.test.ts', text: word('test.sk', "ip('a', () => {})") },
      { path: 'e2e/smoke.spec.ts', text: word('test.on', "ly('a', () => {})") },
    ],
    good: [{ path: 'server/domain/plate.test.ts', text: "test('only', () => {})" }],
  },
}

for (const { rule } of TEXT_RULES) {
  test(`${rule}: a planted violation is found, its neighbour is not`, () => {
    const plants = PLANTS[rule]
    assert.ok(plants, `no violation is planted for ${rule}`)
    for (const plant of plants.bad)
      assert.ok(rulesBroken(plant).includes(rule), `not found: ${plant.path}: ${plant.text}`)
    for (const plant of plants.good) assert.deepEqual(rulesBroken(plant), [], `${plant.path}: ${plant.text}`)
  })
}

test('short-files: 401 lines are one too many', () => {
  assert.deepEqual(rulesBroken({ path: 'app/page.tsx', text: 'x()\n'.repeat(401) }), ['short-files'])
  assert.deepEqual(rulesBroken({ path: 'app/page.tsx', text: 'x()\n'.repeat(400) }), [])
})

test('telling-names: utils, types and index are refused', () => {
  assert.deepEqual(rulesBroken({ path: 'app/_ui/utils.ts', text: 'x()' }), ['telling-names'])
  assert.deepEqual(rulesBroken({ path: 'db/index.ts', text: 'x()' }), ['telling-names'])
  assert.deepEqual(rulesBroken({ path: 'db/schema/index-of-plates.ts', text: 'x()' }), [])
})

test('no-barrels: a file that only passes on is refused, one that adds something is not', () => {
  const passesOn = "// all of it\nexport { a } from './a'\nexport * from './b'\n"
  assert.deepEqual(rulesBroken({ path: 'app/_ui/parts.ts', text: passesOn }), ['no-barrels'])
  assert.deepEqual(rulesBroken({ path: 'app/_ui/parts.ts', text: `${passesOn}export const c = 1\n` }), [])
})

test('no-next-middleware: a gate of Next’s own is refused wherever it would take it up', () => {
  for (const path of ['middleware.ts', 'app/middleware.ts', 'proxy.ts', 'src/proxy.js', 'instrumentation.ts']) {
    assert.deepEqual(rulesBroken({ path, text: 'export const config = {}' }), ['no-next-middleware'], path)
  }
  assert.deepEqual(rulesBroken({ path: 'server/testing/cuttable-proxy.ts', text: 'x()' }), [])
})
