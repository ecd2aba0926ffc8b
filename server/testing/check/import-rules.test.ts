import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkImports, IMPORT_RULES } from './import-rules'
import { scanSource } from './source-scan'

type Plant = { path: string; text: string }

/** For every rule: files that break it, and files next to the line that do not. */
const PLANTS: Record<string, { bad: Plant[]; good: Plant[] }> = {
  'domain-imports-domain': {
    bad: [
      { path: 'server/domain/plate.ts', text: "import { z } from 'zod'" },
      { path: 'server/domain/plate.ts', text: "import { readFileSync } from 'node:fs'" },
      { path: 'server/domain/plate.ts', text: "export type { Entry } from '../protocol/entry'" },
      { path: 'server/domain/coverage/graph.ts', text: "const x = await import('../../log')" },
    ],
    good: [
      { path: 'server/domain/plate.ts', text: "import { provinces } from './provinces'" },
      { path: 'server/domain/coverage/graph.ts', text: "import { heap } from '#domain/heap'" },
      { path: 'server/domain/coverage/nearest.ts', text: "import Flatbush from 'flatbush'" },
      { path: 'server/domain/plate.test.ts', text: "import { test } from 'node:test'" },
    ],
  },
  'protocol-imports-domain-and-zod': {
    bad: [{ path: 'server/protocol/entry.ts', text: "import postgres from 'postgres'" }],
    good: [
      { path: 'server/protocol/entry.ts', text: "import { z } from 'zod'\nimport { plate } from '#domain/plate'" },
    ],
  },
  'db-imports-domain': {
    bad: [
      { path: 'db/stores/entries.ts', text: "import type { Entry } from '#protocol/entry'" },
      { path: 'db/client.ts', text: "import { env } from '../server/env'" },
    ],
    good: [
      {
        path: 'db/stores/entries.ts',
        text: "import { counts } from '#domain/counts'\nimport { sql } from '../client'",
      },
    ],
  },
  'db-packages': {
    bad: [{ path: 'db/client.ts', text: "import pino from 'pino'" }],
    good: [
      {
        path: 'db/client.ts',
        text: "import { drizzle } from 'drizzle-orm/postgres-js'\nimport { join } from 'node:path'",
      },
    ],
  },
  'nothing-imports-app': {
    bad: [
      { path: 'server/http/pages.ts', text: "import { layout } from '../../app/layout'" },
      { path: 'server/domain/plate.test.ts', text: "import { keypad } from '../../app/tablet/keypad'" },
    ],
    good: [{ path: 'app/page.tsx', text: "import { Link } from './_ui/link'" }],
  },
  'server-knows-no-browser': {
    bad: [{ path: 'server/http/pages.ts', text: "import { createElement } from 'react'" }],
    good: [{ path: 'app/page.tsx', text: "import { useState } from 'react'" }],
  },
  'verbs-import-no-transport': {
    bad: [{ path: 'server/entries/store-entries.ts', text: "import { board } from '../live/board'" }],
    good: [{ path: 'server/live/tablet.ts', text: "import { storeEntries } from '../entries/store-entries'" }],
  },
  'nothing-imports-cli': {
    bad: [{ path: 'server/main.ts', text: "import { seed } from './cli/seed'" }],
    good: [{ path: 'server/cli/kakou.ts', text: "import { seed } from './seed'" }],
  },
  'rigs-stay-in-tests': {
    bad: [{ path: 'server/live/board.ts', text: "import { fakeClock } from '../testing/fake-clock'" }],
    good: [{ path: 'server/live/board.test.ts', text: "import { fakeClock } from '../testing/fake-clock'" }],
  },
  'one-composition-root': {
    bad: [{ path: 'server/alerts/list-alerts.ts', text: "import postgres from 'postgres'" }],
    good: [
      { path: 'server/alerts/list-alerts.ts', text: "import type { Sql } from 'postgres'" },
      { path: 'server/main.ts', text: "import postgres from 'postgres'" },
    ],
  },
  'app-imports-wire-and-domain': {
    bad: [
      { path: 'app/command/page.tsx', text: "import { clock } from '../../server/clock'" },
      { path: 'app/command/page.tsx', text: "import { readFileSync } from 'node:fs'" },
      { path: 'app/command/page.tsx', text: "import postgres from 'postgres'" },
    ],
    good: [{ path: 'app/command/page.tsx', text: "import type { Delta } from '#protocol/delta'" }],
  },
  'app-spells-no-server': {
    bad: [{ path: 'app/tablet/form.tsx', text: "import { checkEntry } from '../../server/domain/entry'" }],
    good: [{ path: 'app/tablet/form.tsx', text: "import { checkEntry } from '#domain/entry'" }],
  },
  'screens-apart': {
    bad: [{ path: 'app/planner/page.tsx', text: "import { Panel } from '../command/panel'" }],
    good: [
      { path: 'app/planner/page.tsx', text: "import { Panel } from '../_ui/panel'\nimport { Row } from './row'" },
      { path: 'app/tablet/_outbox/drain.ts', text: "import { form } from '../form'" },
    ],
  },
  'one-socket': {
    bad: [{ path: 'app/tablet/_outbox/courier.ts', text: "import { io } from 'socket.io-client'" }],
    good: [
      { path: 'app/_live/socket.ts', text: "import { io } from 'socket.io-client'" },
      { path: 'e2e/bench/writers.ts', text: "import { io } from 'socket.io-client'" },
    ],
  },
}

const rulesBroken = (plant: Plant) => checkImports([scanSource(plant)]).map((finding) => finding.rule)

for (const { rule } of IMPORT_RULES) {
  test(`${rule}: a planted violation is found, its neighbour is not`, () => {
    const plants = PLANTS[rule]
    assert.ok(plants, `no violation is planted for ${rule}`)
    for (const plant of plants.bad)
      assert.ok(rulesBroken(plant).includes(rule), `not found: ${plant.path}: ${plant.text}`)
    for (const plant of plants.good) assert.deepEqual(rulesBroken(plant), [], `${plant.path}: ${plant.text}`)
  })
}

test('a finding names file, line, import and reason', () => {
  const text = "import { a } from './a'\n\nimport { z } from 'zod'\n"
  assert.deepEqual(checkImports([scanSource({ path: 'server/domain/x.ts', text })]), [
    {
      file: 'server/domain/x.ts',
      line: 3,
      rule: 'domain-imports-domain',
      reason:
        'imports "zod"; the domain is pure and runs in every browser: it imports itself and flatbush, point-in-polygon-hao, robust-predicates alone',
    },
  ])
})
